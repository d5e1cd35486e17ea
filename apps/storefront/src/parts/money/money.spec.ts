import { formatMoney } from './money.ts';

describe('an amount', () => {
  it.each([
    [1250, 'EUR', '€12.50'],
    [5, 'EUR', '€0.05'],
    [0, 'GBP', '£0.00'],
    [1250, 'JPY', 'JP¥1,250'],
    [123456789, 'USD', 'US$1,234,567.89'],
  ])('of %i minor units of %s is written %s', (amount, currency, text) => {
    expect(formatMoney({ amount, currency })).toBe(text);
  });
});
