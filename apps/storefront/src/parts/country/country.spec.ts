import { countries, countryOf } from './country.ts';

describe('countries', () => {
  it('are those that there are, by name', () => {
    const all = countries();
    expect(all.length).toBeGreaterThanOrEqual(245);
    expect(all).toEqual(expect.arrayContaining(['DE', 'GB', 'IE', 'JP', 'US', 'CH', 'PL', 'SE']));
    for (const code of ['DD', 'SU', 'EU', 'ZZ', 'XK', 'AA']) expect(all).not.toContain(code);
    expect(all.indexOf('DE')).toBeLessThan(all.indexOf('GR'));
  });

  it.each([
    ['DE', 'Germany'],
    ['QQ', 'QQ'],
    ['nothing', 'nothing'],
  ])('%s is %s', (code, name) => expect(countryOf(code)).toBe(name));
});
