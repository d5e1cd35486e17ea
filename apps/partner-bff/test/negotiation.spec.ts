/** `Accept`, as partners send it, and parameters that there are not. */

import { randomUUID } from 'node:crypto';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

const [hal, json] = ['application/hal+json', 'application/json'];

let house: PartnerHouse;
beforeAll(async () => (house = await startPartnerHouse()));
afterAll(() => house.close());

const get = (path: string, accept?: string) => {
  const request = house.api.get(path).set('Authorization', house.as('acme'));
  return accept === undefined ? request : request.set('Accept', accept);
};

describe('the media type of an answer', () => {
  it.each([
    [undefined, hal],
    ['*/*', hal],
    [json, json],
    ['application/json, text/plain, */*', json],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', hal],
  ])('for Accept: %s is %s, and caches are told', async (accept, expected) => {
    const { headers, body } = await get('/v2', accept).expect(200);
    expect(headers['content-type']).toBe(`${expected}; charset=utf-8`);
    expect(headers['vary']).toMatch(/\bAccept\b(?!-)/);
    expect(body._links.self.href).toBe('/v2');
  });

  it('that nobody can read is refused before anything is done', async () => {
    const place = (accept: string) =>
      house.api
        .post('/v2/orders')
        .set({ Authorization: house.as('acme'), 'Idempotency-Key': randomUUID(), Accept: accept })
        .send({ lines: [{ product: 'p-001', quantity: 1 }] });
    const before = await get('/v2/orders?limit=1').expect(200);
    const { body, headers } = await place('application/xml').expect(406);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(headers['vary']).toMatch(/\bAccept\b(?!-)/);
    expect(body).toMatchObject({
      code: 'NOT_ACCEPTABLE',
      detail: 'There is application/hal+json and application/json.',
      errors: [{ pointer: '#/headers/accept' }],
    });
    expect((await get('/v2/orders?limit=1').expect(200)).body).toEqual(before.body);
  });

  it('of a failure is that of problems, whatever is accepted', async () => {
    for (const accept of [json, hal, 'text/html', 'application/json;q=0']) {
      const { headers } = await get('/v2/products/nothing', accept);
      expect(headers['content-type']).toContain('application/problem+json');
    }
  });

  it('is the only one there is in version 1, and for the document', async () => {
    for (const path of ['/v1/categories', '/v2/openapi.json']) {
      const { headers } = await get(path, 'application/xml').expect(200);
      expect(headers['content-type']).toContain(json);
    }
  });
});

describe('a parameter that there is not', () => {
  it.each(['/v2?verbose=1', '/v2/categories?limit=1', '/v2/products?curency=USD', '/v2/products?constructor=1'])(
    'is refused and named: %s',
    async (path) => {
      const { body } = await get(path).expect(400);
      const [name] = new URL(path, 'http://localhost').searchParams.keys();
      expect(body.errors).toEqual([{ pointer: `#/query/${name}`, detail: 'is not known here' }]);
    },
  );

  it('of a write is refused before anything is done', async () => {
    const { body } = await house.api
      .post('/v2/orders?dry_run=1')
      .set({ Authorization: house.as('acme'), 'Idempotency-Key': randomUUID() })
      .send({ lines: [{ product: 'p-001', quantity: 1 }] })
      .expect(400);
    expect(body.errors).toEqual([{ pointer: '#/query/dry_run', detail: 'is not known here' }]);
  });

  it('is ignored in version 1, as it always was', async () => {
    await get('/v1/products?size=1&curency=USD').expect(200);
  });

  it.each(['0x10', '1e1', '+5', ' 5', '', '1,2', '1&limit=2'])('is no number: limit=%s', async (limit) => {
    const { body } = await get(`/v2/products?limit=${limit}`).expect(400);
    expect(body.errors[0].pointer).toBe('#/query/limit');
  });
});
