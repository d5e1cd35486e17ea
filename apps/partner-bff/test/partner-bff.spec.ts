import { developmentApiKey } from '@frontage/auth/development';
import { readFileSync } from 'node:fs';
import { loadConfig } from '../src/config.ts';
import { versions } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
let acme: string;
let globex: string;
beforeAll(async () => {
  house = await startPartnerHouse();
  acme = house.as('acme');
  globex = house.as('globex');
});
afterEach(() => house.recover());
afterAll(() => house.close());

const get = (path: string, who = acme) => house.api.get(path).set('Authorization', who);
const post = (path: string, key: string, who = acme) =>
  house.api.post(path).set('Authorization', who).set('Idempotency-Key', key);

describe('keys', () => {
  it('opens with a key, as bearer or in X-API-Key, and says what it may do', async () => {
    const { body, headers } = await get('/v2').expect(200);
    expect(headers['content-type']).toBe('application/hal+json; charset=utf-8');
    expect(body).toMatchObject({ partner: 'acme', tier: 'standard' });
    expect(Object.keys(body._links)).toEqual(expect.arrayContaining(['self', 'products', 'orders', 'place-order']));
    await house.api.get('/v2').set('X-API-Key', developmentApiKey('globex')).expect(200);
  });

  it.each([
    ['no key', undefined],
    ['a mistyped key', `Bearer ${developmentApiKey('acme').slice(0, -1)}x`],
    ['garbage', 'Bearer garbage'],
    ['another scheme', 'Basic YWNtZTphY21l'],
  ])('%s is 401 with a challenge', async (_, authorization) => {
    const request = house.api.get('/v2/products');
    const response = await (authorization === undefined ? request : request.set('Authorization', authorization)).expect(
      401,
    );
    expect(response.headers['www-authenticate']).toMatch(/^Bearer/);
    expect(response.body).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is never read from the query', async () => {
    await house.api
      .get('/v2/products')
      .query({ api_key: developmentApiKey('acme') })
      .expect(401);
  });

  it('of a suspended partner is 403 with the reason', async () => {
    const { body } = await get('/v2/products', house.as('initech')).expect(403);
    expect(body).toMatchObject({ code: 'FORBIDDEN', reason: 'PARTNER_SUSPENDED' });
  });

  it('are refused from a production configuration while they are those of development', () => {
    expect(() => loadConfig({ NODE_ENV: 'production', PARTNER_BFF_CLIENT_SECRET: 'x'.repeat(20) })).toThrow(
      'API_KEY_PEPPERS',
    );
  });
});

describe('products', () => {
  it('carry the prices of the tier as decimal strings', async () => {
    const standard = (await get('/v2/products/p-002').expect(200)).body;
    const premium = (await get('/v2/products/p-002', globex).expect(200)).body;
    expect(standard.price.net.amount).toMatch(/^\d+\.\d\d$/);
    expect(Number(premium.price.net.amount)).toBeLessThan(Number(standard.price.net.amount));
    expect((await get('/v2/products/p-002?currency=JPY').expect(200)).body.price.net.amount).toMatch(/^\d+$/);
  });

  it('are all reached by following next', async () => {
    const seen = new Set<string>();
    let href: string | undefined = '/v2/products?category=seating&limit=20';
    while (href !== undefined) {
      const { body } = (await get(href).expect(200)) as { body: ProductList };
      for (const { id } of body._embedded.products) seen.add(id);
      expect(body.total).toBeGreaterThan(20);
      href = body._links['next']?.href;
      if (href === undefined) expect(seen.size).toBe(body.total);
    }
  });

  it.each([
    ['pricing', 'prices', 'price'],
    ['inventory', 'stock', 'stock'],
  ] as const)('come without %s when it is down, and say so', async (service, part, member) => {
    house.domain.services[service].faults.set({ down: true });
    const { body } = await get('/v2/products/p-001').expect(200);
    expect(body.degraded).toEqual([part]);
    expect(body).not.toHaveProperty(member);
  });

  it('are refused with pointers or found missing', async () => {
    expect((await get('/v2/products?limit=1000').expect(400)).body.errors[0].pointer).toBe('#/query/limit');
    expect((await get('/v2/products?cursor=x').expect(400)).body.reason).toBe('BAD_CURSOR');
    await get('/v2/products/nothing').expect(404);
  });
});

interface ProductList {
  readonly total: number;
  readonly _embedded: { readonly products: readonly { readonly id: string }[] };
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
}

describe('orders', () => {
  const lines = [{ product: 'p-001', quantity: 1 }];

  async function inStock(): Promise<string> {
    const { body } = await get('/v2/products?limit=100').expect(200);
    return body._embedded.products.find(({ stock }: { stock: { status: string } }) => stock.status === 'IN_STOCK').id;
  }

  it('go from placed to paid by the links alone', async () => {
    const product = await inStock();
    const placed = await post('/v2/orders', 'partner-spec-1')
      .send({ lines: [{ product, quantity: 2 }] })
      .expect(201);
    const { body: order } = placed;
    expect(placed.headers['location']).toBe(order._links.self.href);
    expect(Object.keys(order._links).sort()).toEqual(['cancel', 'pay', 'profile', 'self']);

    const again = await post('/v2/orders', '"partner-spec-1"')
      .send({ lines: [{ product, quantity: 2 }] })
      .expect(201);
    expect(again.body.id).toBe(order.id);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const other = await post('/v2/orders', 'partner-spec-1')
      .send({ lines: [{ product, quantity: 3 }] })
      .expect(422);
    expect(other.body.reason).toBe('IDEMPOTENCY_KEY_REUSED');

    const { body: paid } = await post(order._links.pay.href, 'partner-spec-2').expect(200);
    expect(paid.status).toBe('PAID');
    expect(Object.keys(paid._links).sort()).toEqual(['cancel', 'profile', 'self']);
    const { body: list } = await get('/v2/orders?limit=1').expect(200);
    expect(list._embedded.orders[0].id).toBe(order.id);
  });

  it('of others do not exist', async () => {
    const { body } = await get('/v2/orders?limit=1', globex).expect(200);
    const { id } = body._embedded.orders[0];
    await get(`/v2/orders/${id}`, globex).expect(200);
    await get(`/v2/orders/${id}`).expect(404);
    await post(`/v2/orders/${id}/cancel`, 'partner-spec-3').expect(404);
  });

  it('are refused when they ask for more than there is, or for what is not sold', async () => {
    const tooMany = await post('/v2/orders', 'partner-spec-4').send({
      lines: [{ product: await inStock(), quantity: 999 }],
    });
    expect([tooMany.status, tooMany.body.reason]).toEqual([409, 'OUT_OF_STOCK']);
    const unknown = await post('/v2/orders', 'partner-spec-5').send({ lines: [{ product: 'nothing', quantity: 1 }] });
    expect([unknown.status, unknown.body.reason]).toEqual([422, 'PRICE_UNKNOWN']);
  });

  it.each([
    [{ lines: [] }, '#/body/lines'],
    [{ lines, price: 1 }, '#/body/price'],
    [{ lines: [{ product: 'p-001', quantity: 1.5 }] }, '#/body/lines/0/quantity'],
    [{}, '#/body/lines'],
  ])('refuse %j with a pointer', async (body, pointer) => {
    const response = await post('/v2/orders', 'partner-spec-6').send(body).expect(400);
    expect(response.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('fail calmly when the orders service is down', async () => {
    house.domain.services.orders.faults.set({ status: 503 });
    const { body, text } = await get('/v2/orders').expect(503);
    expect(body.code).toBe('UNAVAILABLE');
    expect(text).not.toContain('orders service');
  });
});

describe('the surface', () => {
  it.each(versions)('is documented, openly, by the checked-in document: $prefix', async ({ prefix }) => {
    const { body } = await house.api.get(`${prefix}/openapi.json`).expect(200);
    const checkedIn: unknown = JSON.parse(readFileSync(new URL(`../openapi${prefix}.json`, import.meta.url), 'utf8'));
    expect(body).toEqual(checkedIn);
  });

  it('says 405 with Allow and 404 as problems', async () => {
    const response = await house.api.delete('/v2/orders').set('Authorization', acme).expect(405);
    expect(response.headers['allow']?.split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST']);
    await get('/v9/products').expect(404);
  });
});
