import { addressLines, priceSentence } from './checkout.view.ts';

describe('an address', () => {
  const address = { recipient: 'Bob Berg', street: 'Mill Lane 1', postcode: '20095', city: 'Hamburg', country: 'DE' };

  it('is written line by line', () => {
    expect(addressLines(address)).toEqual(['Bob Berg', 'Mill Lane 1', '20095 Hamburg', 'Germany']);
  });

  it('may have no postcode, and a country that nobody knows', () => {
    expect(addressLines({ ...address, postcode: '', country: '?' }).slice(2)).toEqual(['Hamburg', '?']);
  });
});

describe('a changed price', () => {
  it('is told with both totals', () => {
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    expect(priceSentence(eur(1250), eur(1300))).toContain('€13.00 now, and was €12.50');
    expect(priceSentence(eur(1250), null)).toMatch(/another window/);
  });
});
