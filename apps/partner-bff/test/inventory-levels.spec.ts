/** Inventory levels, through the front door. */

import { newCall } from '@frontage/call';
import { createInventoryClient } from '@frontage/inventory-client';
import { testIdentity } from '@frontage/service-host';
import { parseServiceLocation, specPolicy } from '@frontage/upstream';
import { randomUUID } from 'node:crypto';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
let inventory: ReturnType<typeof createInventoryClient>;
beforeAll(async () => {
  house = await startPartnerHouse();
  const location = parseServiceLocation(house.domain.services.inventory.url);
  inventory = createInventoryClient({ ...specPolicy, location, identity: testIdentity });
});
afterEach(() => house.recover());
afterAll(async () => {
  await inventory.close();
  await house.close();
});

const get = (path: string, who = 'acme') => house.api.get(`/v2${path}`).set('Authorization', house.as(who));
const levelOf = async (id: string) => (await get(`/inventory-levels/${id}`).expect(200)).body;
const send = (id: string, text: string, type = 'application/merge-patch+json', tag = '*') =>
  house.api
    .patch(`/v2/inventory-levels/${id}`)
    .set({ Authorization: house.as('acme'), 'Content-Type': type, 'If-Match': tag })
    .send(text);
const set = (id: string, counts: Readonly<Record<string, number>>) =>
  send(
    id,
    JSON.stringify({
      warehouses: Object.fromEntries(Object.entries(counts).map(([key, onHand]) => [key, { onHand }])),
    }),
  );
const order = (product: string, quantity: number) =>
  house.api
    .post('/v2/orders')
    .set({ Authorization: house.as('acme'), 'Idempotency-Key': randomUUID() })
    .send({ lines: [{ product, quantity }] });
const follow = (body: { readonly _links: Record<string, { readonly href: string }> }, link: string) =>
  house.api
    .post(body._links[link]!.href)
    .set({ Authorization: house.as('acme'), 'Idempotency-Key': randomUUID() })
    .expect(200);
interface LevelPage {
  readonly _embedded: Readonly<Record<string, readonly { readonly product: string }[]>>;
  readonly _links: { readonly next?: { readonly href: string } };
}
const levelsIn = (body: LevelPage) => body._embedded['inventory-levels']!;
const productsIn = (body: LevelPage) => levelsIn(body).map(({ product }) => product);
const aProduct = async (): Promise<string> => {
  const { body } = await house.api
    .post('/v2/products')
    .set({ Authorization: house.as('acme'), 'Idempotency-Key': randomUUID() })
    .send({ sku: 'T-1', name: 'Trial lamp', brand: 'Trial', category: 'desk-lamps', summary: 'A lamp to try.' })
    .expect(201);
  return body.id as string;
};

describe('a level', () => {
  it('tells what is on hand, reserved and available, in each warehouse and together', async () => {
    await set('p-008', { ham: 10, lys: 0, gdn: 5 }).expect(200);
    const { body: placed } = await order('p-008', 12).expect(201);
    const level = await levelOf('p-008');
    expect(level).toEqual({
      product: 'p-008',
      status: 'LOW',
      onHand: 15,
      reserved: 12,
      available: 3,
      warehouses: {
        ham: { name: 'Hamburg', onHand: 10, reserved: 10, available: 0 },
        lys: { name: 'Lyon', onHand: 0, reserved: 0, available: 0 },
        gdn: { name: 'Gdańsk', onHand: 5, reserved: 2, available: 3 },
      },
      _links: {
        self: { href: '/v2/inventory-levels/p-008' },
        product: { href: '/v2/products/p-008' },
        edit: { href: '/v2/inventory-levels/p-008' },
      },
    });
    const { body: product } = await get('/products/p-008').expect(200);
    expect(product.stock).toEqual({ status: 'LOW', available: 3 });
    expect(product._links['inventory-level']).toEqual(level._links.self);
    const { body: paid } = await follow(placed, 'pay');
    expect(await levelOf('p-008')).toMatchObject({ onHand: 3, reserved: 0, available: 3 });
    await follow(paid, 'cancel');
    expect(await levelOf('p-008')).toMatchObject({ onHand: 15, reserved: 0, available: 15, status: 'IN_STOCK' });
  });

  it('of a product that was never in stock is nothing, and of no product 404', async () => {
    const id = await aProduct();
    expect(await levelOf(id)).toMatchObject({ status: 'OUT_OF_STOCK', onHand: 0, warehouses: {} });
    await get('/inventory-levels/p-none').expect(404);
    await get('/inventory-levels/p%20none').expect(400);
  });

  it('has the link for changes only for keys that may follow it', async () => {
    const { body: key } = await house.api
      .post('/v2/keys')
      .set('Authorization', house.as('acme'))
      .send({ scopes: ['catalog:read'], addresses: [] })
      .expect(201);
    const { body } = await house.api
      .get('/v2/inventory-levels/p-001')
      .set('Authorization', `Bearer ${String(key.key)}`)
      .expect(200);
    expect(Object.keys(body._links)).toEqual(['self', 'product']);
  });
});

describe('a list of levels', () => {
  it('goes through what is low in a warehouse, page by page, in the order of ids', async () => {
    const seen: string[] = [];
    for (let href: string | undefined = '/inventory-levels?status=LOW&warehouse=lys&limit=5'; href !== undefined;) {
      const { body }: { readonly body: LevelPage } = await get(href).expect(200);
      for (const level of levelsIn(body)) {
        expect(level).toMatchObject({ status: 'LOW' });
        seen.push(level.product);
      }
      href = body._links.next?.href.slice('/v2'.length);
    }
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).toEqual([...new Set(seen)].toSorted());
  });

  it('has the products that are named, each once, on one page', async () => {
    const { body } = await get('/inventory-levels?product=p-003,p-001,p-none,p-003&limit=1').expect(200);
    expect(productsIn(body)).toEqual(['p-003', 'p-001']);
    expect(Object.keys(body._links)).toEqual(['self']);
  });

  it.each([
    ['101 products', `product=${Array.from({ length: 101 }, (_, index) => `p-${index}`).join(',')}`, '#/query/product'],
    ['an unknown warehouse', 'warehouse=nowhere', '#/query/warehouse'],
    ['a warehouse that is none', 'warehouse=%00', '#/query/warehouse'],
    ['an unknown status', 'status=GONE', '#/query/status'],
    ['products and a status', 'product=p-001&status=LOW', '#/query/status'],
    ['products and a warehouse', 'product=p-001&warehouse=ham', '#/query/warehouse'],
  ])('for %s is 400 with a pointer', async (_, query, pointer) => {
    const { body } = await get(`/inventory-levels?${query}`).expect(400);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it('takes no cursor of another list', async () => {
    const { body } = await get('/inventory-levels?status=LOW&limit=1').expect(200);
    const cursor = new URL(body._links.next.href, 'http://bff').searchParams.get('cursor')!;
    for (const query of ['status=IN_STOCK', 'status=LOW&warehouse=ham', '', 'product=p-001']) {
      const refused = await get(`/inventory-levels?${query}&cursor=${cursor}`).expect(400);
      expect(refused.body.reason).toBe('BAD_CURSOR');
    }
    await get(`/prices?cursor=${cursor}`).expect(400);
  });
});

describe('a change of a level', () => {
  it('sets the warehouses that it names, can be repeated, and is seen by everybody', async () => {
    const before = await levelOf('p-007');
    for (let time = 0; time < 2; time += 1) {
      const { body } = await set('p-007', { lys: 77 }).expect(200);
      expect(body.warehouses).toEqual({
        ...before.warehouses,
        lys: { name: 'Lyon', onHand: 77, reserved: 0, available: 77 },
      });
    }
    const { body: product } = await get('/products/p-007', 'globex').expect(200);
    expect(product.stock.available).toBe(before.available - before.warehouses.lys.available + 77);
  });

  it('brings a new product into stock, so that it can be listed', async () => {
    const id = await aProduct();
    const { body } = await set(id, { ham: 3 }).expect(200);
    expect(body).toMatchObject({ status: 'LOW', onHand: 3, available: 3, warehouses: { lys: { onHand: 0 } } });
    const { body: product } = await get(`/products/${id}`).expect(200);
    expect(product.stock).toEqual({ status: 'LOW', available: 3 });
  });

  it('is made to what was read: a sale since then refuses it, and a reservation does not', async () => {
    const tagOf = async (): Promise<string> => (await get('/inventory-levels/p-003').expect(200)).headers['etag']!;
    const add = (tag: string) => send('p-003', '{"warehouses":{"lys":{"onHand":55}}}', undefined, tag);
    const before = await tagOf();
    const { body: placed } = await order('p-003', 1).expect(201);
    const { headers } = await add(before).expect(200);
    await add(headers['etag']!).expect(200);
    await add(before).expect(412);
    await follow(placed, 'pay');
    await add(headers['etag']!).expect(412);
    await add(await tagOf()).expect(200);
    const id = await aProduct();
    const none = (await get(`/inventory-levels/${id}`).expect(200)).headers['etag']!;
    const first = () => send(id, '{"warehouses":{"ham":{"onHand":1}}}', undefined, none);
    await first().expect(200);
    await first().expect(412);
  });

  it('needs If-Match', async () => {
    const { body } = await house.api
      .patch('/v2/inventory-levels/p-001')
      .set('Authorization', house.as('acme'))
      .send({ warehouses: { ham: { onHand: 1 } } })
      .expect(428);
    expect(body.code).toBe('PRECONDITION_REQUIRED');
  });

  it('of nothing is one', async () => {
    const before = await levelOf('p-006');
    for (const text of ['{}', '{"warehouses":{}}', '{"warehouses":{"ham":{}}}']) {
      const { body } = await send('p-006', text, 'application/json').expect(200);
      expect(body).toEqual(before);
    }
    await send('p-none', '{}').expect(404);
  });

  it('never takes what is reserved, and then changes nothing', async () => {
    await set('p-005', { ham: 4, lys: 0, gdn: 0 }).expect(200);
    const { body: placed } = await order('p-005', 3).expect(201);
    const before = await levelOf('p-005');
    const { body } = await set('p-005', { gdn: 9, ham: 2 }).expect(409);
    expect(body).toMatchObject({ reason: 'BELOW_RESERVED', detail: "3 of 'p-005' in 'ham' are reserved." });
    expect(await levelOf('p-005')).toEqual(before);
    const { body: least } = await set('p-005', { ham: 3 }).expect(200);
    expect(least).toMatchObject({ status: 'OUT_OF_STOCK', available: 0, reserved: 3 });
    await order('p-005', 1).expect(409);
    await follow(placed, 'pay');
    expect(await levelOf('p-005')).toMatchObject({ onHand: 0, reserved: 0, available: 0 });
  });

  it('of an unknown warehouse is 422, and of an unknown product 404', async () => {
    const before = await levelOf('p-004');
    const { body } = await set('p-004', { ham: 1, nowhere: 1 }).expect(422);
    expect(body).toMatchObject({ reason: 'WAREHOUSE_UNKNOWN', detail: "There is no warehouse 'nowhere'." });
    expect(await levelOf('p-004')).toEqual(before);
    await set('p-none', { ham: 1 }).expect(404);
    expect(await inventory.availability(['p-none'], newCall())).toEqual(new Map());
  });

  const many = JSON.stringify({
    warehouses: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`w-${index}`, { onHand: 1 }])),
  });
  it.each([
    ['a negative number', '{"warehouses":{"ham":{"onHand":-1}}}', '#/body/warehouses/ham/onHand'],
    ['a fraction', '{"warehouses":{"ham":{"onHand":0.5}}}', '#/body/warehouses/ham/onHand'],
    ['a million and one', '{"warehouses":{"ham":{"onHand":1000001}}}', '#/body/warehouses/ham/onHand'],
    ['a number beyond numbers', '{"warehouses":{"ham":{"onHand":1e999}}}', '#/body/warehouses/ham/onHand'],
    ['text', '{"warehouses":{"ham":{"onHand":"1"}}}', '#/body/warehouses/ham/onHand'],
    ['null for a number', '{"warehouses":{"ham":{"onHand":null}}}', '#/body/warehouses/ham/onHand'],
    ['null for a warehouse', '{"warehouses":{"ham":null}}', '#/body/warehouses/ham'],
    ['null for all', '{"warehouses":null}', '#/body/warehouses'],
    ['what is reserved', '{"warehouses":{"ham":{"reserved":0}}}', '#/body/warehouses/ham/reserved'],
    ['what is available', '{"available":1}', '#/body/available'],
    ['another product', '{"product":"p-002"}', '#/body/product'],
    ['a warehouse that is none', '{"warehouses":{"ü":{"onHand":1}}}', '#/body/warehouses/%C3%BC'],
    ['101 warehouses', many, '#/body/warehouses'],
    ['null', 'null', '#/body'],
    ['a list', '[]', '#/body'],
    ['a number', '7', '#/body'],
  ])('to %s is 400 with a pointer', async (_, text, pointer) => {
    const { body } = await send('p-004', text).expect(400);
    expect(body.errors[0]).toMatchObject({ pointer });
  });

  it('of 10,000 warehouses is too large, and in another media type 415', async () => {
    const warehouses = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`w-${index}`, { onHand: 1 }]));
    await send('p-004', JSON.stringify({ warehouses })).expect(413);
    const { body } = await send('p-004', '[]', 'application/json-patch+json').expect(415);
    expect(body.detail).toContain('application/merge-patch+json');
  });

  it('is for keys with the scope, and the refusal names it', async () => {
    const { body } = await house.api
      .post('/v2/keys')
      .set('Authorization', house.as('acme'))
      .send({ scopes: ['catalog:read', 'catalog:write'], addresses: [] })
      .expect(201);
    const { headers } = await house.api
      .patch('/v2/inventory-levels/p-001')
      .set('Authorization', `Bearer ${String(body.key)}`)
      .send({})
      .expect(403);
    expect(headers['www-authenticate']).toContain('scope="inventory:write"');
    const { body: refused } = await house.api
      .patch('/v2/inventory-levels/p-001')
      .set({ Authorization: house.as('acme', 'test'), 'If-Match': '*' })
      .send({ warehouses: { ham: { onHand: 1 } } })
      .expect(403);
    expect(refused.reason).toBe('LIVE_KEY_REQUIRED');
    await house.api.patch('/v1/inventory-levels/p-001').set('Authorization', house.as('acme')).send({}).expect(404);
  });
});

describe('without inventory', () => {
  it.each([
    [{ status: 503 }, 503],
    [{ down: true }, 503],
    [{ corrupt: true }, 502],
  ])('there is no list, no level and no change: %j is %i', async (faults, status) => {
    house.domain.services.inventory.faults.set(faults);
    for (const path of ['', '?product=p-001', '/p-001']) await get(`/inventory-levels${path}`).expect(status);
    await set('p-001', { ham: 1 }).expect(status);
  });

  it('levels are there without the catalogue, and changes are not', async () => {
    const before = await levelOf('p-001');
    house.domain.services.catalog.faults.set({ status: 503 });
    expect(await levelOf('p-001')).toEqual(before);
    await set('p-001', { ham: 1 }).expect(503);
    house.domain.heal();
    expect(await levelOf('p-001')).toEqual(before);
  });
});
