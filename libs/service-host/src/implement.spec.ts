import { z } from 'zod';
import { contractDocument, host, implement, testIdentity, type Hosted, type HttpFake } from './index.ts';
import type { ContractOperation } from './implement.ts';

const list = {
  name: 'things.list',
  summary: 'Things',
  method: 'GET',
  path: '/things',
  query: z.object({ limit: z.coerce.number().int().min(1).max(10).default(5) }),
  response: z.object({ limit: z.number() }),
} as const satisfies ContractOperation;

const rename = {
  name: 'things.rename',
  summary: 'Renames a thing',
  method: 'PUT',
  path: '/things/{id}/name',
  body: z.strictObject({ name: z.object({ first: z.string().trim().min(1) }) }),
  status: 201,
  response: z.object({ id: z.string(), first: z.string() }),
} as const satisfies ContractOperation;

const remove = {
  name: 'things.remove',
  summary: 'Removes a thing',
  method: 'DELETE',
  path: '/things/{id}',
  headers: z.object({ 'x-reason': z.string().min(3).default('none') }),
  response: z.undefined(),
} as const satisfies ContractOperation;

const operations = [list, rename, remove];

const reasons: string[] = [];
const fake: HttpFake = {
  protocol: 'http',
  name: 'things',
  openapi: contractDocument('things', 'Things.', operations),
  routes: [
    implement(list, ({ query }) => ({ limit: query.limit })),
    implement(rename, ({ params, body }) => ({ id: params['id']!, first: body.name.first })),
    implement(remove, ({ headers }) => void reasons.push(headers['x-reason'])),
  ],
};

let hosted: Hosted;
beforeAll(async () => {
  hosted = await host(fake);
});
afterAll(() => hosted.close());

const ask = async (
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(hosted.url + path, {
    method,
    headers: { authorization: `Bearer ${await testIdentity('things')}`, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
};

describe('an implemented operation', () => {
  it('reads its input as the contract says: defaults filled in, numbers read, text trimmed', async () => {
    expect(await ask('GET', '/things')).toEqual({ status: 200, body: { limit: 5 } });
    expect(await ask('GET', '/things?limit=7&more=1')).toEqual({ status: 200, body: { limit: 7 } });
    const renamed = await ask('PUT', '/things/a/name', { name: { first: ' Ada ' } });
    expect(renamed).toEqual({ status: 201, body: { id: 'a', first: 'Ada' } });
    expect(await ask('DELETE', '/things/a')).toEqual({ status: 204, body: undefined });
    await ask('DELETE', '/things/a', undefined, { 'X-Reason': 'broken' });
    expect(reasons).toEqual(['none', 'broken']);
  });

  it.each([
    ['GET', '/things?limit=0', undefined, 'query/limit: '],
    ['GET', '/things?limit=x', undefined, 'query/limit: '],
    ['DELETE', '/things/a', undefined, 'headers/x-reason: '],
    ['PUT', '/things/a/name', undefined, 'body/: '],
    ['PUT', '/things/a/name', { name: { first: ' ' } }, 'body/name/first: '],
    ['PUT', '/things/a/name', { name: { first: 'Ada' }, admin: true }, 'body/: '],
  ])('answers %s %s %j with 400, naming the place', async (method, path, body, place) => {
    const answer = await ask(method, path, body, { 'X-Reason': 'no' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect((answer.body as { detail: string }).detail.startsWith(place)).toBe(true);
  });
});

describe('the OpenAPI document', () => {
  it('is made of the same operations, and served', async () => {
    const { body } = await ask('GET', '/openapi.json');
    expect(body).toMatchObject({
      openapi: '3.1.0',
      security: [{ serviceToken: [] }],
      paths: {
        '/things': { get: { operationId: 'things.list', parameters: [{ name: 'limit', in: 'query' }] } },
        '/things/{id}/name': {
          put: {
            parameters: [{ name: 'id', in: 'path', required: true }],
            requestBody: { required: true },
            responses: { 201: { content: {} }, default: {} },
          },
        },
        '/things/{id}': {
          delete: {
            parameters: [
              { name: 'x-reason', in: 'header' },
              { name: 'id', in: 'path' },
            ],
            responses: { 204: { description: 'Removes a thing' } },
          },
        },
      },
    });
  });
});
