import { addressLines } from './address-lines.ts';

describe('an address', () => {
  const address = { recipient: 'Bob Berg', street: 'Mill Lane 1', postcode: '20095', city: 'Hamburg', country: 'DE' };

  it('is written line by line', () => {
    expect(addressLines(address)).toEqual(['Bob Berg', 'Mill Lane 1', '20095 Hamburg', 'Germany']);
  });

  it('may have no postcode, and a country that nobody knows', () => {
    expect(addressLines({ ...address, postcode: '', country: '?' }).slice(2)).toEqual(['Hamburg', '?']);
  });
});
