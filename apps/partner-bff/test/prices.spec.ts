/** Prices of the partner, through the front door. */

import { randomUUID } from 'node:crypto';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => {
  house = await startPartnerHouse();
});
afterEach(() => house.recover());
afterAll(() => house.close());

const get = (path: string, who = 'acme') => house.api.get(`/v2${path}`).set('Authorization', house.as(who));
interface PricePage {
  readonly _embedded: { readonly prices: readonly { readonly product: string }[] };
  readonly _links: { readonly next?: { readonly href: string } };
}
const pricesIn = (body: PricePage) => body._embedded.prices;
const productsIn = (body: PricePage) => pricesIn(body).map(({ product }) => product);
const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);

describe('a price', () => {
  it('is the one of the product, in the tier of the partner and the currency that is asked for', async () => {
    for (const who of ['acme', 'globex']) {
      const { body: product } = await get('/products/p-002?currency=JPY', who).expect(200);
      const { body: price } = await get('/prices/p-002?currency=JPY', who).expect(200);
      expect(price).toMatchObject({ product: 'p-002', net: product.price.net, list: product.price.list });
      expect(price.promotion?.label).toBe(product.price.promotion);
      expect(price._links).toEqual({
        self: { href: '/v2/prices/p-002?currency=JPY' },
        product: { href: '/v2/products/p-002' },
      });
      expect(product._links.price).toEqual(price._links.self);
    }
    const [standard, premium] = await Promise.all([get('/prices/p-002'), get('/prices/p-002', 'globex')]);
    expect(Number(premium.body.net.amount)).toBeLessThan(Number(standard.body.net.amount));
  });

  it('says why it is lower, and until when', async () => {
    const { body } = await get('/prices?limit=100').expect(200);
    const promoted = (body._embedded.prices as { readonly promotion?: { readonly until: string } }[]).find(
      ({ promotion }) => promotion,
    )!;
    expect(promoted.promotion).toEqual({
      id: expect.any(String),
      label: expect.stringMatching(/./),
      percentOff: expect.any(Number),
      until: expect.any(String),
    });
    expect(Date.parse(promoted.promotion!.until)).toBeGreaterThan(Date.now());
  });

  it('of no product is 404, and that of a product without one says so', async () => {
    const { body: none } = await get('/prices/p-none').expect(404);
    expect(none).not.toHaveProperty('reason');
    const { body: product } = await house.api
      .post('/v2/products')
      .set({ Authorization: house.as('acme'), 'Idempotency-Key': randomUUID() })
      .send({ sku: 'T-1', name: 'Trial lamp', brand: 'Trial', category: 'desk-lamps', summary: 'A lamp to try.' })
      .expect(201);
    expect(product._links).not.toHaveProperty('price');
    const { body } = await get(`/prices/${product.id}?currency=SEK`).expect(404);
    expect(body).toMatchObject({ reason: 'PRICE_UNKNOWN', detail: 'The product has no price in SEK.' });
    const { body: list } = await get(`/prices?product=p-001,${product.id}`).expect(200);
    expect(productsIn(list)).toEqual(['p-001']);
  });
});

describe('a list of prices', () => {
  it('goes through a category, page by page', async () => {
    const { body: category } = await get('/products?category=desk-lamps&limit=100').expect(200);
    const wanted = (category._embedded.products as { id: string; price?: object }[]).flatMap((each) =>
      each.price ? [each.id] : [],
    );
    const seen: string[] = [];
    for (let href: string | undefined = '/prices?category=desk-lamps&limit=7'; href !== undefined;) {
      const { body }: { readonly body: PricePage } = await get(href).expect(200);
      seen.push(...productsIn(body));
      href = body._links.next?.href.slice('/v2'.length);
    }
    expect(seen).toEqual(wanted);
    expect(seen.length).toBeGreaterThan(7);
  });

  it('has the products that are named, in their order, each once, on one page', async () => {
    const { body } = await get('/prices?product=p-003,p-001,p-none,p-003&limit=1').expect(200);
    expect(productsIn(body)).toEqual(['p-003', 'p-001']);
    expect(Object.keys(body._links)).toEqual(['self']);
    const { body: again } = await house.api
      .get(body._links.self.href)
      .set('Authorization', house.as('acme'))
      .expect(200);
    expect(again).toEqual(body);
    const { body: hundred } = await get(`/prices?product=${ids(100).join(',')}`).expect(200);
    expect(productsIn(hundred)).toEqual(ids(100));
    const { body: nothing } = await get('/prices?product=p-none').expect(200);
    expect(pricesIn(nothing)).toEqual([]);
  });

  it('takes ids of the greatest length', async () => {
    const long = ids(100).map((id) => id.padEnd(64, 'x'));
    const { body } = await get(`/prices?product=${long.join(',')}`).expect(200);
    expect(pricesIn(body)).toEqual([]);
  });

  it.each([
    ['101 products', `product=${ids(101).join(',')}`, '#/query/product'],
    ['no product', 'product=', '#/query/product'],
    ['a comma too many', 'product=p-001,', '#/query/product'],
    ['an id that is none', 'product=p%20001', '#/query/product'],
    ['two lists of products', 'product=p-001&product=p-002', '#/query/product'],
    ['products and a category', 'product=p-001&category=lamps', '#/query/category'],
    ['an unknown currency', 'currency=XYZ', '#/query/currency'],
    ['a page of 101', 'limit=101', '#/query/limit'],
    ['a cursor that is none', 'cursor=x', '#/query/cursor'],
  ])('for %s is 400 with a pointer', async (_, query, pointer) => {
    const { body } = await get(`/prices?${query}`).expect(400);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it('takes no cursor of another list', async () => {
    const { body } = await get('/prices?category=desk-lamps&limit=1').expect(200);
    const cursor = new URL(body._links.next.href, 'http://bff').searchParams.get('cursor')!;
    for (const query of ['category=lighting', '', 'product=p-001']) {
      const refused = await get(`/prices?${query}&cursor=${cursor}`).expect(400);
      expect(refused.body.reason).toBe('BAD_CURSOR');
    }
    await get(`/products?category=desk-lamps&cursor=${cursor}`).expect(400);
  });
});

describe('without pricing', () => {
  it.each([
    [{ status: 503 }, 503],
    [{ down: true }, 502],
    [{ corrupt: true }, 502],
  ])('there is no list, and no price: %j is %i', async (faults, status) => {
    house.domain.services.pricing.faults.set(faults);
    for (const path of ['/prices', '/prices?product=p-001', '/prices/p-001']) await get(path).expect(status);
  });
});

describe('who may read prices', () => {
  it('is a key with the scope, and the refusal names it', async () => {
    const { body } = await house.api
      .post('/v2/keys')
      .set('Authorization', house.as('acme'))
      .send({ scopes: ['inventory:write'], addresses: [] })
      .expect(201);
    for (const path of ['/v2/prices', '/v2/prices/p-001', '/v2/inventory-levels', '/v2/inventory-levels/p-001']) {
      const { headers } = await house.api
        .get(path)
        .set('Authorization', `Bearer ${String(body.key)}`)
        .expect(403);
      expect(headers['www-authenticate']).toContain('scope="catalog:read"');
    }
  });
});
