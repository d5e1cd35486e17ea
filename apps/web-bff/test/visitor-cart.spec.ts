/** Cart that a visitor has in the browser: priced here, and kept nowhere. */

import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterEach(() => house.recover());
afterAll(() => house.close());

const query = `query ($items: [VisitorCartItemInput!]!) {
  visitorCart(items: $items) { items { productId quantity product { name } unit { amount } total { amount } } total { amount currency } }
}`;
const line = (productId: string, quantity: number) => ({ productId, quantity });
const ask = (items: readonly object[]) => house.ask(query, { items });

describe('the cart of a visitor', () => {
  it('has prices of now, in the order in which it was sent', async () => {
    const { data, errors } = await ask([line('p-002', 1), line('p-001', 3)]);
    expect(errors).toBeUndefined();
    const { items, total } = data.visitorCart;
    expect(items.map(({ productId }: { productId: string }) => productId)).toEqual(['p-002', 'p-001']);
    expect(items[1].total.amount).toBe(3 * items[1].unit.amount);
    expect(total).toEqual({ amount: items[0].total.amount + items[1].total.amount, currency: 'EUR' });
  });

  it('keeps what is no longer sold, without a product and a price', async () => {
    const { data, errors } = await ask([line('gone', 2)]);
    expect(errors).toBeUndefined();
    expect(data.visitorCart.items).toEqual([
      { productId: 'gone', quantity: 2, product: null, unit: null, total: null },
    ]);
  });

  it('is empty without items, and costs no call', async () => {
    const { data, errors } = await ask([]);
    expect(errors).toBeUndefined();
    expect(data.visitorCart).toEqual({ items: [], total: null });
  });

  it('is there without prices while pricing is away, and says so', async () => {
    house.domain.services.pricing.faults.set({ down: true });
    const { data, degraded } = await ask([line('p-001', 1)]);
    expect(degraded).toEqual(['prices']);
    expect(data.visitorCart).toMatchObject({
      items: [{ unit: null, product: { name: expect.any(String) } }],
      total: null,
    });
  });

  it.each([
    ['a quantity out of range', [line('p-001', 0)]],
    ['too many pieces', [line('p-001', 100)]],
    ['what is no id', [line('', 1)]],
    ['a product twice', [line('p-001', 1), line('p-001', 2)]],
    ['more than 50 products', Array.from({ length: 51 }, (_, at) => line(`p-${at}`, 1))],
  ])('refuses %s', async (_, items) => {
    const { data, errors } = await ask(items);
    expect(data).toEqual({ visitorCart: null });
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_INPUT');
  });
});
