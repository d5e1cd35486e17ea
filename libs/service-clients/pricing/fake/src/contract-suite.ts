/**
 * Contract suite of the pricing service: client and service must both pass it. It runs against the fake in the spec, and against the
 * service of `npm start`.
 */

import { newCall } from '@frontage/call';
import { currencies } from '@frontage/dto-mapping/money';
import type { PriceTier, PricingClient } from '@frontage/pricing-client';

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);

/** Declares the suite. `connect` gives a client of the service under test. */
export function describePricingContract(name: string, connect: () => PricingClient): void {
  describe(`pricing contract: ${name}`, () => {
    it('prices products by ids, more than one batch of them, without those it does not know', async () => {
      const productIds = [...ids(450), 'p-001', 'p-999', '__proto__', ''];
      const prices = await connect().prices({ productIds, currency: 'EUR', tier: 'standard' }, newCall());
      expect([...prices.keys()].toSorted()).toEqual(ids(450));
      for (const [id, price] of prices) expect(price.productId).toBe(id);
    });

    it('asks nobody when nothing is asked for', async () => {
      const call = newCall();
      const prices = await connect().prices({ productIds: [], currency: 'EUR', tier: 'gold' }, call);
      expect(prices.size).toBe(0);
      expect(call.ledger.calls).toBe(0);
    });

    it.each(currencies)('has a price list of whole minor units in %s', async (currency) => {
      const prices = await connect().prices({ productIds: ids(60), currency, tier: 'standard' }, newCall());
      expect(prices.size).toBe(60);
      for (const { list, net } of prices.values()) {
        expect([list.currency, net.currency]).toEqual([currency, currency]);
        expect(Number.isSafeInteger(list.amount) && Number.isSafeInteger(net.amount)).toBe(true);
        expect(net.amount).toBeGreaterThan(0);
        expect(net.amount).toBeLessThanOrEqual(list.amount);
      }
    });

    it('counts yen in yen, which have no hundredths', async () => {
      const input = { productIds: ids(60), tier: 'standard' as const };
      const inEuros = await connect().prices({ ...input, currency: 'EUR' }, newCall());
      const inYen = await connect().prices({ ...input, currency: 'JPY' }, newCall());
      for (const [id, { list }] of inYen) {
        const yenPerEuro = list.amount / (inEuros.get(id)!.list.amount / 100);
        expect(yenPerEuro).toBeGreaterThan(100);
        expect(yenPerEuro).toBeLessThan(250);
      }
    });

    it('charges gold less than standard and premium less than gold, from the same list price', async () => {
      const pricesOf = (tier: PriceTier) => connect().prices({ productIds: ids(60), currency: 'EUR', tier }, newCall());
      const [standard, gold, premium] = [await pricesOf('standard'), await pricesOf('gold'), await pricesOf('premium')];
      for (const [id, { list, net }] of standard) {
        expect(gold.get(id)!.net.amount).toBeLessThan(net.amount);
        expect(premium.get(id)!.net.amount).toBeLessThan(gold.get(id)!.net.amount);
        expect([gold.get(id)!.list, premium.get(id)!.list]).toEqual([list, list]);
        expect(standard.get(id)!.ofTier).toEqual(list);
        const { ofTier, net: ofGold, promotion } = gold.get(id)!;
        expect(ofTier.amount).toBeLessThan(list.amount);
        expect(ofGold.amount < ofTier.amount).toBe(promotion !== undefined);
      }
    });

    it('names the promotion that a price contains, and until when', async () => {
      const prices = await connect().prices({ productIds: ids(500), currency: 'EUR', tier: 'standard' }, newCall());
      const promoted = [...prices.values()].filter(({ promotion }) => promotion);
      expect(promoted.length).toBeGreaterThan(0);
      expect(promoted.length).toBeLessThan(prices.size);
      for (const { list, net, promotion } of prices.values()) {
        if (promotion) expect(net.amount / list.amount).toBeCloseTo(1 - promotion.percentOff / 100, 2);
        else expect(net).toEqual(list);
      }
      for (const { promotion } of promoted) {
        expect(promotion!.label).not.toBe('');
        expect(Date.parse(promotion!.until)).toBeGreaterThan(Date.now() - 60_000);
      }
    });

    it('quotes a basket at net prices, in the order of its lines', async () => {
      const lines = [
        { productId: 'p-007', quantity: 3 },
        { productId: 'p-001', quantity: 999 },
        { productId: 'p-007', quantity: 1 },
      ];
      const terms = { currency: 'CHF', tier: 'gold' } as const;
      const prices = await connect().prices({ ...terms, productIds: ['p-001', 'p-007'] }, newCall());
      const quote = await connect().quote({ ...terms, lines }, newCall());
      expect(quote.lines).toEqual(
        lines.map(({ productId, quantity }) => {
          const unit = prices.get(productId)!.net;
          return { productId, quantity, unit, total: { amount: unit.amount * quantity, currency: 'CHF' } };
        }),
      );
      const sum = quote.lines.reduce((total, line) => total + line.total.amount, 0);
      expect(quote.total).toEqual({ amount: sum, currency: 'CHF' });
    });

    it('quotes nothing that has no price', async () => {
      const lines = [
        { productId: 'p-001', quantity: 1 },
        { productId: 'p-999', quantity: 1 },
      ];
      await expect(connect().quote({ lines, currency: 'EUR', tier: 'standard' }, newCall())).rejects.toMatchObject({
        code: 'UNPROCESSABLE',
        reason: 'PRICE_UNKNOWN',
      });
    });

    it.each([
      ['no line', 0, 1],
      ['too many lines', 101, 1],
      ['no piece', 1, 0],
      ['less than a piece', 1, -1],
      ['half a piece', 1, 1.5],
      ['too many pieces', 1, 1000],
    ])('refuses a quote of %s', async (_, lineCount, quantity) => {
      const lines = Array.from({ length: lineCount }, () => ({ productId: 'p-001', quantity }));
      await expect(connect().quote({ lines, currency: 'EUR', tier: 'standard' }, newCall())).rejects.toMatchObject({
        code: 'UPSTREAM_REJECTED',
      });
    });
  });
}
