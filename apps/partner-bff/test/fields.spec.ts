/** `fields`: some members of an answer, and nothing fetched for the others. */

import { v2 } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => (house = await startPartnerHouse({ CACHE_MAX_BYTES: '0' })));
afterAll(() => house.close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  house.api.get(path).set({ Authorization: house.as('acme'), ...headers });

describe('an answer with fields', () => {
  it('has these members of a resource, and its id', async () => {
    const { body } = await get('/v2/products/p-001?fields=name,price.net,images.url').expect(200);
    expect(Object.keys(body)).toEqual(['id', 'name', 'images', 'price']);
    expect(Object.keys(body.price)).toEqual(['net']);
    expect(new Set(body.images.flatMap((image: object) => Object.keys(image)))).toEqual(new Set(['url']));
  });

  it('has them of every item of a list, and all that stands around the items', async () => {
    const { body, headers } = await get('/v2/products?limit=3&fields=name,name,brand').expect(200);
    expect(body).toMatchObject({ total: expect.any(Number), _links: { self: {}, next: {} } });
    for (const item of body._embedded.products) expect(Object.keys(item)).toEqual(['id', 'name', 'brand']);
    const { body: next } = await get(body._links.next.href).expect(200);
    for (const item of next._embedded.products) expect(Object.keys(item)).toEqual(['id', 'name', 'brand']);
    expect(headers['link']).toContain(`<${body._links.next.href}>; rel="next"`);
  });

  it.each([
    ['/v2/products?limit=3&fields=name', 1],
    ['/v2/products?limit=3&fields=price.net.amount', 2],
    ['/v2/products?limit=3&fields=stock,price', 3],
    ['/v2/products/p-001?fields=_links', 1],
    ['/v2/products/p-001?fields=stock.status', 2],
    ['/v2/products/p-001', 3],
  ])('costs only the calls that it needs: %s takes %i', async (path, calls) => {
    const { headers } = await get(path, { 'Frontage-Debug': '1' }).expect(200);
    expect(headers['frontage-budget']).toMatch(new RegExp(`^calls=${calls};`));
  });

  it('names no part as missing that nobody asked for', async () => {
    house.domain.services.pricing.faults.set({ down: true });
    try {
      const { body: whole } = await get('/v2/products/p-001').expect(200);
      expect(whole.degraded).toEqual(['prices']);
      const { body: asked } = await get('/v2/products/p-001?fields=name,price').expect(200);
      expect(asked).toEqual({ id: 'p-001', name: expect.any(String), degraded: ['prices'] });
      const { body, headers } = await get('/v2/products/p-001?fields=name').expect(200);
      expect(body).toEqual({ id: 'p-001', name: expect.any(String) });
      expect(headers['frontage-degraded']).toBeUndefined();
    } finally {
      await house.recover();
    }
  });

  it('can be asked for wherever something is read', async () => {
    const { body: document } = await house.api.get('/v2/openapi.json').expect(200);
    const reads = Object.values(document.paths as Record<string, Record<string, { parameters: { name: string }[] }>>);
    const without = reads.flatMap(({ get }) =>
      get && !get.parameters.some(({ name }) => name === 'fields') ? [get] : [],
    );
    expect(without).toEqual([]);
    expect(reads.length).toBeGreaterThan(10);
    expect(v2.prefix).toBe('/v2');
  });
});

describe('fields that there are not', () => {
  const wrong = async (fields: string) => (await get(`/v2/products?fields=${fields}`).expect(400)).body.errors;

  it('are refused, and those that there are named', async () => {
    expect(await wrong('name,colour')).toEqual([
      { pointer: '#/query/fields/1', detail: expect.stringMatching(/^is no field: there is id, sku, name, brand, /) },
    ]);
    expect(await wrong('price.gross')).toEqual([
      { pointer: '#/query/fields/0', detail: 'is no field: there is price.net, price.list, price.promotion' },
    ]);
    expect(await wrong('name.first')).toEqual([
      { pointer: '#/query/fields/0', detail: expect.stringMatching(/^is no field: there is id, /) },
    ]);
  });

  it.each(['', ',', 'name,', ' name', 'Name', '_embedded', '__proto__', 'constructor', 'price..net', 'name&fields=id'])(
    'are refused: %j',
    async (fields) => {
      const errors = await wrong(encodeURI(fields));
      expect(errors[0].pointer).toMatch(/^#\/query\/fields/);
    },
  );

  it('are refused when they are too many, quickly and in few words', async () => {
    for (const fields of [
      Array(51).fill('name').join(','),
      Array(3_000).fill('no').join(','),
      'a.'.repeat(6_000),
      'price.'.repeat(2_000),
    ]) {
      const errors = await wrong(fields);
      expect(errors.length).toBeLessThanOrEqual(20);
    }
    await get(`/v2/products?limit=1&fields=${Array(50).fill('name').join(',')}`).expect(200);
  });

  it('are no parameter of writes, nor of version 1', async () => {
    const { body } = await house.api
      .delete('/v2/products/nothing?fields=id')
      .set({ Authorization: house.as('acme'), 'If-Match': '*' });
    expect(body.errors).toEqual([{ pointer: '#/query/fields', detail: 'is not known here' }]);
    const { body: old } = await get('/v1/products/p-001?fields=id').expect(200);
    expect(old.name).toEqual(expect.any(String));
  });
});

describe('the header Link', () => {
  it('leads through a list as its links do', async () => {
    const { headers: one, body } = await get('/v2/products?limit=2').expect(200);
    expect(one['link']).toBe(`</v2/products?currency=EUR&limit=2>; rel="self", <${body._links.next.href}>; rel="next"`);
    const { headers: two } = await get(body._links.next.href).expect(200);
    expect(two['link']).toContain(`</v2/products?currency=EUR&limit=2>; rel="first"`);
    const { headers: last } = await get('/v2/keys?limit=100').expect(200);
    expect(last['link']).toBe('</v2/keys?limit=100>; rel="self"');
  });

  it('is not sent with a single resource', async () => {
    const { headers } = await get('/v2/products/p-001').expect(200);
    expect(headers['link']).toBeUndefined();
  });
});
