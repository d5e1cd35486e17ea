/** Writing of the catalogue, through the front door. */

import { randomUUID } from 'node:crypto';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => {
  house = await startPartnerHouse();
});
afterEach(() => house.recover());
afterAll(() => house.close());

type Method = 'get' | 'post' | 'patch' | 'delete';
/** Any revision: what these specs make, nobody else writes. */
const any = { 'If-Match': '*' };
const ask = (method: Method, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) => {
  const request = house.api[method](`/v2${path}`).set('Authorization', house.as('acme')).set(headers);
  return body === undefined ? request : request.send(body);
};
const key = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': randomUUID() });
const patch = (path: string, text: string, type = 'application/merge-patch+json') =>
  house.api.patch(`/v2${path}`).set('Authorization', house.as('acme')).set(any).set('Content-Type', type).send(text);

const lamp = { sku: 'T-1', name: 'Trial lamp', brand: 'Trial', category: 'desk-lamps', summary: 'A lamp to try.' };
const newId = (): string => `trial-${randomUUID()}`;
const aLamp = async (): Promise<string> =>
  (await ask('post', '/products', { ...lamp, id: newId() }, key()).expect(201)).body.id as string;

describe('a new product', () => {
  it('is there for everybody, at its Location, without price and stock', async () => {
    const { body, headers } = await ask(
      'post',
      '/products',
      { ...lamp, attributes: [{ name: 'Hue', value: 'Red' }] },
      key(),
    ).expect(201);
    expect(body).toMatchObject({ ...lamp, description: '', attributes: [{ name: 'Hue', value: 'Red' }] });
    expect(body).not.toHaveProperty('price');
    const read = await house.api.get(headers['location']!).set('Authorization', house.as('globex')).expect(200);
    expect(read.body.name).toBe(lamp.name);
  });

  it('is made once for a key, also when the first answer was lost', async () => {
    const headers = key();
    const first = await ask('post', '/products', lamp, headers).expect(201);
    const again = await ask('post', '/products', lamp, headers).expect(201);
    expect(again.body.id).toBe(first.body.id);
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    const { body } = await ask('post', '/products', { ...lamp, name: 'Another' }, headers).expect(422);
    expect(body.reason).toBe('IDEMPOTENCY_KEY_REUSED');
    const globex = await house.api
      .post('/v2/products')
      .set({ Authorization: house.as('globex'), ...headers })
      .send(lamp)
      .expect(201);
    expect(globex.body.id).not.toBe(first.body.id);
  });

  it('takes no id that another product has', async () => {
    const { body } = await ask('post', '/products', { ...lamp, id: 'p-001' }, key()).expect(409);
    expect(body.reason).toBe('ID_TAKEN');
  });

  it.each([
    ['a price', { price: { amount: '1.00', currency: 'EUR' } }, '#/body/price'],
    ['an owner', { partner: 'globex' }, '#/body/partner'],
    ['the time of its change', { updatedAt: '2020-01-01T00:00:00Z' }, '#/body/updatedAt'],
    ['a name of blanks', { name: '  ' }, '#/body/name'],
    ['a name with NUL', { name: 'a\0b' }, '#/body/name'],
    ['an id with capitals', { id: 'P-1' }, '#/body/id'],
    [
      '10,000 attributes',
      { attributes: Array.from({ length: 1_000 }, () => ({ name: 'a', value: 'b' })) },
      '#/body/attributes',
    ],
  ])('with %s is 400 with a pointer', async (_, more, pointer) => {
    const { body } = await ask('post', '/products', { ...lamp, ...more }, key()).expect(400);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('of no category is 422', async () => {
    const { body } = await ask('post', '/products', { ...lamp, category: 'nowhere' }, key()).expect(422);
    expect(body.reason).toBe('CATEGORY_UNKNOWN');
  });

  it('needs an Idempotency-Key', async () => {
    await ask('post', '/products', lamp).expect(400);
  });
});

describe('a change of a product', () => {
  it('is a merge patch: names what changes, and null removes', async () => {
    const id = await aLamp();
    const changes = { name: 'Renamed', description: 'Long.', attributes: [{ name: 'Hue', value: 'Red' }] };
    const { body } = await patch(`/products/${id}`, JSON.stringify(changes)).expect(200);
    expect(body).toMatchObject({ ...lamp, ...changes });
    await patch(`/products/${id}`, '{"description":null,"attributes":null}', 'application/json').expect(200);
    const { body: after } = await ask('get', `/products/${id}`).expect(200);
    expect(after).toMatchObject({ name: 'Renamed', description: '', attributes: [] });
  });

  it('of nothing is one', async () => {
    const id = await aLamp();
    const { body } = await patch(`/products/${id}`, '{}').expect(200);
    expect(body).toMatchObject(lamp);
  });

  it.each(['null', '[]', '"name"', '7', '[{"op":"replace","path":"/name","value":"x"}]'])(
    'that is no object is 400: %s',
    async (text) => {
      const { body } = await patch('/products/p-001', text).expect(400);
      expect(body.errors).toMatchObject([{ pointer: '#/body' }]);
    },
  );

  it.each(['{"name":null}', '{"sku":null}', '{"id":"p-002"}', '{"price":{"amount":"1.00"}}'])(
    'of what must stay is 400: %s',
    async (text) => {
      await patch('/products/p-001', text).expect(400);
    },
  );

  it('in another media type is 415, with those that are read', async () => {
    const { headers, body } = await patch('/products/p-001', '[]', 'application/json-patch+json').expect(415);
    expect(headers['accept']).toBe('application/json');
    expect(body.detail).toContain('application/merge-patch+json');
  });

  it('of a product that is not there is 404', async () => {
    await patch('/products/p-none', '{"name":"x"}').expect(404);
  });
});

describe('a deletion', () => {
  it('of a product can be repeated', async () => {
    const id = await aLamp();
    for (let time = 0; time < 2; time += 1) {
      const { body } = await ask('delete', `/products/${id}`, undefined, any).expect(200);
      expect(body).toEqual({ id, _links: { products: { href: '/v2/products' } } });
    }
    await ask('get', `/products/${id}`).expect(404);
  });

  it('of a category that has products is 409 with their number', async () => {
    const { body: category } = await ask('get', '/categories/desk-lamps').expect(200);
    const { body } = await ask('delete', '/categories/desk-lamps', undefined, any).expect(409);
    expect(body).toMatchObject({
      reason: 'CATEGORY_NOT_EMPTY',
      detail: `The category has ${category.productCount} products and 0 categories of its own.`,
    });
    const { body: root } = await ask('delete', '/categories/lighting', undefined, any).expect(409);
    expect(root.detail).toMatch(/ products and [1-9]\d* categories of its own/);
  });
});

describe('categories', () => {
  it('are made, moved, renamed and deleted', async () => {
    const id = newId();
    const made = await ask('post', '/categories', { id, name: 'Trial', parent: 'lighting' }, key()).expect(201);
    expect(made.headers['location']).toBe(`/v2/categories/${id}`);
    expect(made.body).toMatchObject({ id, parent: 'lighting', productCount: 0 });
    const again = await ask('post', '/categories', { id, name: 'Trial', parent: 'lighting' }, key()).expect(201);
    expect(again.headers['idempotent-replayed']).toBe('true');
    await ask('post', '/categories', { id, name: 'Other' }, key()).expect(409);
    const { body } = await patch(`/categories/${id}`, '{"name":"Renamed","parent":null,"description":null}').expect(
      200,
    );
    expect(body).not.toHaveProperty('parent');
    expect(body).toMatchObject({
      name: 'Renamed',
      description: '',
      _links: { self: { href: `/v2/categories/${id}` } },
    });
    for (let time = 0; time < 2; time += 1) await ask('delete', `/categories/${id}`, undefined, any).expect(200);
    await ask('get', `/categories/${id}`).expect(404);
  });

  it('have no loop, and no third level', async () => {
    const [above, below] = [newId(), newId()];
    await ask('post', '/categories', { id: above, name: 'Above' }, key()).expect(201);
    await ask('post', '/categories', { id: below, name: 'Below', parent: above }, key()).expect(201);
    for (const [child, parent] of [
      [above, below],
      [above, above],
      [above, 'lighting'],
    ] as const) {
      const { body } = await patch(`/categories/${child}`, JSON.stringify({ parent })).expect(422);
      expect(body.reason).toBe('CATEGORY_TOO_DEEP');
    }
    await ask('post', '/categories', { id: newId(), name: 'Third', parent: below }, key()).expect(422);
  });
});

describe('who may write', () => {
  it('is a key with the scope, and the refusal names it', async () => {
    const { body } = await ask('post', '/keys', { scopes: ['catalog:read'], addresses: [] }).expect(201);
    for (const [method, path] of [
      ['post', '/products'],
      ['patch', '/products/p-001'],
      ['delete', '/products/p-001'],
      ['post', '/categories'],
      ['patch', '/categories/lighting'],
      ['delete', '/categories/lighting'],
    ] as const) {
      const { headers } = await house.api[method](`/v2${path}`)
        .set('Authorization', `Bearer ${String(body.key)}`)
        .expect(403);
      expect(headers['www-authenticate']).toContain('scope="catalog:write"');
    }
  });

  it('is not told by version 1, which has no writes', async () => {
    await house.api.post('/v1/products').set('Authorization', house.as('acme')).set(key()).send(lamp).expect(405);
  });
});
