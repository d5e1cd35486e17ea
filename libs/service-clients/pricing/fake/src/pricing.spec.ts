import { newCall } from '@frontage/call';
import { currencies, minorDigits, type Currency } from '@frontage/dto-mapping/money';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { describePricingContract } from './contract-suite.ts';
import { discount } from './discount.ts';
import { fakePricing, pricingDocument } from './index.ts';
import { createPricingClient, type PriceTier, type PricingClient } from '@frontage/pricing-client';
import type { priceListWire, promotionWire } from '@frontage/pricing-client/contract';

let hosted: Hosted;
let client: PricingClient;
let now = new Date();

beforeAll(async () => {
  hosted = await host(fakePricing({ now: () => now }));
  client = createPricingClient({ location: parseServiceLocation(hosted.url), identity: testIdentity, ...unprotected });
});
beforeEach(() => {
  now = new Date();
});
afterEach(() => hosted.faults.clear());
afterAll(async () => {
  await client.close();
  await hosted.close();
});

const terms = { currency: 'EUR', tier: 'standard' } as const;
const everyId = Array.from({ length: 500 }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);
const tiers: readonly PriceTier[] = ['standard', 'gold', 'premium'];

describePricingContract('the fake', () => client);

describe('pricing client', () => {
  it.each([
    [{ status: 503 }, 'UNAVAILABLE'],
    [{ hangUp: true }, 'UPSTREAM_FAILED'],
    [{ corrupt: true }, 'UPSTREAM_INVALID'],
  ])('says what went wrong, and with whom, when the service has %j', async (faults, code) => {
    hosted.faults.set(faults);
    await expect(client.prices({ ...terms, productIds: ['p-001'] }, newCall())).rejects.toMatchObject({
      code,
      service: 'pricing',
      operation: 'pricing.batchPrices',
    });
  });

  it('is refused without a token for pricing', async () => {
    const stranger = createPricingClient({
      location: parseServiceLocation(hosted.url),
      identity: async () => 'stolen',
      ...unprotected,
    });
    await expect(stranger.prices({ ...terms, productIds: ['p-001'] }, newCall())).rejects.toMatchObject({
      code: 'UPSTREAM_REJECTED',
    });
    await stranger.close();
  });
});

describe('rounding', () => {
  it('takes percents off to the nearest minor unit, halves up, however large the price', () => {
    const amounts = fc.integer({ min: 0, max: 10_000_000_000 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 99 }), (cents, percentOff) => {
        const net = discount(cents, percentOff);
        // Error in hundredths of a minor unit, exactly. It may be from half below (included) to half above (excluded).
        const error = 100n * BigInt(net) - BigInt(cents) * BigInt(100 - percentOff);
        expect(error > -50n && error <= 50n).toBe(true);
      }),
    );
    expect([discount(50, 1), discount(49, 1), discount(1999, 0)]).toEqual([50, 49, 1999]);
  });

  it('keeps tier prices about 5 and 12 percent below standard, in every currency', async () => {
    for (const currency of currencies) {
      const pricesOf = (tier: PriceTier) => client.prices({ productIds: everyId, currency, tier }, newCall());
      const [standard, gold, premium] = [await pricesOf('standard'), await pricesOf('gold'), await pricesOf('premium')];
      expect([standard.size, gold.size, premium.size]).toEqual([500, 500, 500]);
      for (const [id, { net }] of standard) {
        // Whole kronor are the coarsest step: up to 1.5 percent of the cheapest price.
        expect(Math.abs(gold.get(id)!.net.amount / net.amount - 0.95)).toBeLessThan(0.02);
        expect(Math.abs(premium.get(id)!.net.amount / net.amount - 0.88)).toBeLessThan(0.02);
      }
    }
  });
});

describe('quotes', () => {
  const anyLine = fc.record({ productId: fc.constantFrom(...everyId), quantity: fc.integer({ min: 1, max: 999 }) });

  it('add up exactly, whatever the basket, currency, tier and day', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { minLength: 1, maxLength: 100 }),
        fc.constantFrom(...currencies),
        fc.constantFrom(...tiers),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        async (lines, currency: Currency, tier, day) => {
          now = day;
          const productIds = lines.map(({ productId }) => productId);
          const prices = await client.prices({ productIds, currency, tier }, newCall());
          const quote = await client.quote({ lines, currency, tier }, newCall());
          expect(quote.lines.map(({ productId, quantity }) => ({ productId, quantity }))).toEqual(lines);
          let sum = 0n;
          for (const { productId, quantity, unit, total } of quote.lines) {
            expect(unit).toEqual(prices.get(productId)!.net);
            expect(BigInt(total.amount)).toBe(BigInt(unit.amount) * BigInt(quantity));
            sum += BigInt(total.amount);
          }
          expect(BigInt(quote.total.amount)).toBe(sum);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('promotions', () => {
  const priceAt = async (instant: string, productId: string) => {
    now = new Date(instant);
    return (await client.prices({ ...terms, productIds: [productId] }, newCall())).get(productId)!;
  };

  it('begin on the first instant of their first day and end with their last', async () => {
    const before = await priceAt('2027-03-31T23:59:59.999Z', 'p-001');
    const first = await priceAt('2027-04-01T00:00:00.000Z', 'p-001');
    const last = await priceAt('2027-04-10T23:59:59.999Z', 'p-001');
    const after = await priceAt('2027-04-11T00:00:00.000Z', 'p-001');
    expect([before.promotion, after.promotion]).toEqual([undefined, undefined]);
    expect(first).toEqual(last);
    expect(first.promotion).toEqual({
      id: 'light-days-2027-04',
      label: 'Light days',
      percentOff: 15,
      until: '2027-04-11T00:00:00.000Z',
    });
    expect(first.net.amount).toBe(discount(first.list.amount, 15));
  });

  it('end with the month when it is too short for their last day', async () => {
    const february = await priceAt('2027-02-28T12:00:00Z', 'p-007');
    expect(february.promotion).toMatchObject({ id: 'table-talk-2027-02', until: '2027-03-01T00:00:00.000Z' });
    expect((await priceAt('2028-02-29T12:00:00Z', 'p-007')).promotion?.until).toBe('2028-03-01T00:00:00.000Z');
    expect((await priceAt('2027-03-01T00:00:00Z', 'p-007')).promotion).toBeUndefined();
  });

  it('do not add up: the one that takes off most counts', async () => {
    // A rug in January is in the white weeks. The last-of-the-line promotion takes off more, all year.
    now = new Date('2027-01-15T00:00:00Z');
    const prices = await client.prices({ ...terms, productIds: everyId }, newCall());
    const shown = new Set([...prices.values()].map(({ promotion }) => promotion?.percentOff));
    expect([...shown].filter((percent) => percent !== undefined).sort((a, b) => a - b)).toEqual([8, 12, 20, 35]);
    const { promotions } = await read<{ promotions: z.output<typeof promotionWire>[] }>('/promotions');
    const last = promotions.find(({ promotionId }) => promotionId === 'last-of-the-line-2027')!;
    for (const id of last.appliesTo.productIds) expect(prices.get(id)!.promotion?.percentOff).toBe(35);
  });

  it('are past, in force and upcoming on every day there is', async () => {
    for (const day of [
      '2026-01-01',
      '2026-02-28',
      '2026-06-10',
      '2026-06-11',
      '2026-10-31',
      '2028-02-29',
      '2030-12-31',
    ]) {
      now = new Date(`${day}T13:00:00Z`);
      const { promotions } = await read<{ promotions: z.output<typeof promotionWire>[] }>('/promotions');
      expect(new Set(promotions.map(({ promotionId }) => promotionId)).size).toBe(promotions.length);
      for (const { from, until, state } of promotions) {
        expect(from < until).toBe(true);
        const [begins, ends] = [Date.parse(from), Date.parse(until)];
        expect(state).toBe(now.getTime() < begins ? 'UPCOMING' : now.getTime() < ends ? 'IN_FORCE' : 'PAST');
      }
      // Promotions of the month, of the season and of the whole year.
      expect(promotions.filter(({ state }) => state === 'IN_FORCE').length).toBe(4);
      expect(new Set(promotions.map(({ state }) => state))).toEqual(new Set(['PAST', 'IN_FORCE', 'UPCOMING']));
    }
  });
});

describe('pricing fake', () => {
  it('has a price list for each currency and tier, in the range that is promised', async () => {
    const { priceLists } = await read<{ priceLists: z.output<typeof priceListWire>[] }>('/price-lists');
    expect(priceLists.map(({ priceListId }) => priceListId).sort()).toEqual(
      currencies.flatMap((currency) => tiers.map((tier) => `${currency}-${tier}`.toLowerCase())).sort(),
    );
    for (const { currencyCode, minorDigits: digits, productCount } of priceLists) {
      expect(digits).toBe(minorDigits(currencyCode));
      expect(productCount).toBe(500);
    }
    const euros = priceLists.find(({ priceListId }) => priceListId === 'eur-standard')!;
    expect(euros.lowestCents).toBeGreaterThanOrEqual(500);
    expect(euros.highestCents).toBeLessThanOrEqual(150_000);
  });

  it('is described by the checked-in OpenAPI document', () => {
    const checkedIn: unknown = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
    expect(JSON.parse(JSON.stringify(pricingDocument()))).toEqual(checkedIn);
  });
});

/** Reads a path that no client method reads yet. */
async function read<T>(path: string): Promise<T> {
  const headers = { authorization: `Bearer ${await testIdentity('pricing')}` };
  const response = await fetch(`${hosted.url}${path}`, { headers });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}
