import { priceSentence } from './checkout.view.ts';

describe('a changed price', () => {
  it('is told with both totals', () => {
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    expect(priceSentence(eur(1250), eur(1300))).toContain('€13.00 now, and was €12.50');
    expect(priceSentence(eur(1250), null)).toMatch(/another window/);
  });
});
