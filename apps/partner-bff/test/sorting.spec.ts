/** Orders and filters of lists, and how large a request may be. */

import { randomUUID } from 'node:crypto';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
const acme = () => ({ Authorization: house.as('acme') });
const get = (path: string) => house.api.get(path).set(acme());

/** Reads every page of a list, by its links. */
async function every<Item>(path: string, name: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let href = path; href !== '';) {
    const { body } = await get(href).expect(200);
    items.push(...body._embedded[name]);
    href = body._links.next?.href ?? '';
  }
  return items;
}

beforeAll(async () => {
  house = await startPartnerHouse();
  for (const move of [undefined, 'cancel', undefined]) {
    const keyed = () => ({ ...acme(), 'Idempotency-Key': randomUUID() });
    const lines = [{ product: 'p-001', quantity: 1 }];
    const { body } = await house.api.post('/v2/orders').set(keyed()).send({ lines }).expect(201);
    if (move) await house.api.post(body._links[move].href).set(keyed()).expect(200);
  }
});
afterAll(() => house.close());

interface Product {
  readonly name: string;
  readonly brand: string;
  readonly updatedAt: string;
}

describe('products', () => {
  it.each(['name', 'updatedAt'] as const)(
    'come in the order of %s, in both directions, page by page',
    async (member) => {
      const read = (sort: string) =>
        every<Product>(`/v2/products?category=lighting&limit=20&fields=${member}&sort=${sort}`, 'products');
      const keys = (await read(member)).map((product) => product[member].toLowerCase());
      expect(keys.length).toBeGreaterThan(20);
      expect(keys).toEqual(keys.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0)));
      const descending = (await read(`-${member}`)).map((product) => product[member].toLowerCase());
      expect(descending).toEqual(keys.toReversed());
    },
  );

  it('are copied by what changed since', async () => {
    const all = await every<Product>('/v2/products?limit=100&fields=updatedAt&sort=updatedAt', 'products');
    const since = all.at(-6)!.updatedAt;
    const late = await every<Product>(`/v2/products?fields=updatedAt&sort=updatedAt&updatedSince=${since}`, 'products');
    expect(late).toEqual(all.filter(({ updatedAt }) => updatedAt >= since));
  });

  it('are narrowed to one brand', async () => {
    const { body } = await get('/v2/products/p-001?fields=brand').expect(200);
    const same = await every<Product>(
      `/v2/products?brand=${body.brand.toLowerCase()}&fields=brand&limit=50`,
      'products',
    );
    expect(new Set(same.map(({ brand }) => brand))).toEqual(new Set([body.brand]));
  });

  it.each(['price', 'Name', '+name', '--name', 'name,updatedAt', ''])('have no order %j', async (sort) => {
    const { body } = await get('/v2/products').query({ sort }).expect(400);
    expect(body.errors[0].pointer).toBe('#/query/sort');
  });

  it.each(['yesterday', '2026-01-01', '2026-02-30T00:00:00Z', '2026-01-01T00:00:00+01:00', ''])(
    'cannot have changed since %j',
    async (updatedSince) => {
      const { body } = await get('/v2/products').query({ updatedSince }).expect(400);
      expect(body.errors[0].pointer).toBe('#/query/updatedSince');
    },
  );
});

describe('a cursor', () => {
  it.each([
    ['/v2/products?limit=2&sort=name', '/v2/products?limit=2&sort=-name'],
    ['/v2/products?limit=2', '/v2/products?limit=2&sort=name'],
    ['/v2/products?limit=2&updatedSince=2020-01-01T00:00:00Z', '/v2/products?limit=2'],
    ['/v2/orders?limit=1&sort=placedAt', '/v2/orders?limit=1'],
    ['/v2/orders?limit=1', '/v2/orders?limit=1&status=PENDING'],
  ])('of %s is refused by %s', async (given, other) => {
    const { body } = await get(given).expect(200);
    const cursor = new URL(body._links.next.href, 'http://localhost').searchParams.get('cursor')!;
    const refused = await get(`${other}&cursor=${encodeURIComponent(cursor)}`).expect(400);
    expect(refused.body).toMatchObject({ reason: 'BAD_CURSOR', errors: [{ pointer: '#/query/cursor' }] });
  });

  it('of the order that is the default is the same, named or not', async () => {
    const { body } = await get('/v2/orders?limit=1').expect(200);
    const { body: named } = await get(`${body._links.next.href}&sort=-placedAt`).expect(200);
    expect(named._embedded.orders).toEqual((await get(body._links.next.href).expect(200)).body._embedded.orders);
  });
});

describe('orders', () => {
  interface Order {
    readonly id: string;
    readonly status: string;
  }

  it('come newest first, or oldest first', async () => {
    const newest = await every<Order>('/v2/orders?limit=100&fields=id', 'orders');
    const oldest = await every<Order>('/v2/orders?limit=2&fields=id&sort=placedAt', 'orders');
    expect(newest.length).toBeGreaterThan(2);
    expect(oldest).toEqual(newest.toReversed());
  });

  it('are narrowed to one status', async () => {
    const all = await every<Order>('/v2/orders?fields=status', 'orders');
    for (const status of ['PENDING', 'CANCELLED']) {
      const some = await every<Order>(`/v2/orders?fields=status&status=${status}`, 'orders');
      expect(some).toEqual(all.filter((order) => order.status === status));
      expect(some.length).toBeGreaterThan(0);
    }
    const { body } = await get('/v2/orders?status=LOST').expect(400);
    expect(body.errors[0].pointer).toBe('#/query/status');
  });
});

describe('an order that is too large', () => {
  const post = (path: string) => house.api.post(path).set({ ...acme(), 'Idempotency-Key': randomUUID() });
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ product: `p-${index}`, quantity: 1 }));

  it('is refused by its lines, with a pointer, or by its bytes, with their limit', async () => {
    const { body: few } = await post('/v2/orders')
      .send({ lines: lines(51) })
      .expect(400);
    expect(few.errors).toEqual([{ pointer: '#/body/lines', detail: expect.stringContaining('50') }]);
    const { body: many } = await post('/v2/orders')
      .send({ lines: lines(10_000) })
      .expect(413);
    expect(many.detail).toBe('The body may have at most 100000 bytes.');
  });

  it('is refused likewise among several, in few words', async () => {
    const { body } = await post('/v2/orders/bulk')
      .send({ orders: [{ lines: lines(10_000) }] })
      .expect(400);
    expect(body.errors).toEqual([{ pointer: '#/body/orders/0/lines', detail: expect.stringContaining('50') }]);
    const { body: wrong } = await post('/v2/orders/bulk')
      .send({ orders: [{ lines: Array(50).fill(1) }] })
      .expect(400);
    expect(wrong.errors).toHaveLength(20);
  });
});
