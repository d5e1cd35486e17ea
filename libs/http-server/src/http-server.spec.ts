import { currencies } from '@frontage/dto-mapping/money';
import { defineView, degradable } from '@frontage/dto-mapping';
import { Failure } from '@frontage/errors';
import { createLogger, createMetrics } from '@frontage/observability';
import { permission, publicAccess } from '@frontage/policy';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import request from 'supertest';
import { z } from 'zod';
import { assemble, withoutLimits } from './stack.exports.ts';
import {
  authenticate,
  compressed,
  endpoints,
  failures,
  health,
  notFound,
  problemPages,
  requestContext,
  securityHeaders,
} from './stages.exports.ts';
import type { LifecycleState } from './stages/health.stage.ts';
import { type Authenticator, endpointsWith, type InputOf, Reply } from './index.ts';
import { idempotencyKey } from './input.exports.ts';
import { openapiDocument, type OpenApiOptions } from './openapi.ts';

const defineEndpoint = endpointsWith<{ readonly cancelled: (reason: unknown) => void }>();

const itemView = defineView('Item', z.object({ id: z.string(), quantity: z.int().optional(), ...degradable }));

const getItem = defineEndpoint({
  name: 'getItem',
  summary: 'One item',
  method: 'GET',
  path: '/items/{id}',
  access: publicAccess,
  budget: { ms: 500 },
  input: {
    params: z.object({ id: z.string() }),
    query: z.object({ limit: z.coerce.number().int().max(10).optional() }),
  },
  view: itemView,
  handle: async ({ input, call }) => {
    if (input.params.id === 'bug') throw new TypeError('secret of the house');
    if (input.params.id === 'none')
      throw new Failure('NOT_FOUND', 'There is no such item.', { service: 'hidden-service' });
    if (input.params.id === 'partial')
      call.ledger.degrade('reviews', new Failure('UNAVAILABLE', 'down', { service: 'hidden-service' }));
    return { id: input.params.id, secret: 'not in the view' };
  },
});

const placing = {
  headers: z.object({ 'idempotency-key': idempotencyKey }),
  body: z.strictObject({ quantity: z.int().min(1), currency: z.enum(currencies).default('EUR') }),
};

const placeItem = defineEndpoint({
  name: 'placeItem',
  summary: 'Places an item',
  method: 'POST',
  path: '/items',
  access: permission('order:place', ({ body }: InputOf<typeof placing>) => ({ currency: body.currency })),
  budget: { ms: 500 },
  input: placing,
  view: itemView,
  status: 201,
  handle: async ({ input }) =>
    new Reply(
      { id: input.headers['idempotency-key'], quantity: input.body.quantity },
      { headers: { Location: '/items/1' } },
    ),
});

/** The owner of an item is known only after reading it. `careless` shows it without a demand. */
const readItem = defineEndpoint({
  name: 'readItem',
  summary: 'An item of somebody',
  method: 'GET',
  path: '/items/of/{owner}',
  access: permission('order:read', 'demanded'),
  budget: { ms: 500 },
  input: { params: z.object({ owner: z.string() }), query: z.object({ careless: z.string().optional() }) },
  view: itemView,
  handle: async ({ input: { params, query }, demand }) => {
    if (query.careless === undefined) demand({ owner: { kind: 'customer', id: params.owner } });
    return { id: `of ${params.owner}` };
  },
});

const waitForever = defineEndpoint({
  name: 'wait',
  summary: 'Waits until nobody waits',
  method: 'GET',
  path: '/wait',
  access: publicAccess,
  budget: { ms: 60_000 },
  input: {},
  view: itemView,
  handle: ({ call }, { cancelled }) =>
    new Promise((_, reject) => {
      call.deadline.signal.addEventListener('abort', () => {
        cancelled(call.deadline.reason);
        reject(call.deadline.reason!);
      });
    }),
});

const nothing = { scopes: new Set<never>(), regions: new Set<never>() };
const partnerWithoutScopes = {
  kind: 'partner',
  id: 'acme',
  keyId: 'k',
  mode: 'live',
  tier: 'standard',
  ...nothing,
} as const;

const europeanPartner = {
  ...partnerWithoutScopes,
  id: 'globex',
  scopes: new Set(['orders:write'] as const),
  regions: new Set(['EU'] as const),
};

const byName: Authenticator = {
  name: 'bearer',
  openapi: { type: 'http', scheme: 'bearer' },
  challenge: 'Bearer',
  authenticate: ({ header }) => {
    const name = header('authorization');
    if (name === undefined) return { kind: 'absent' };
    if (name === 'Bearer suspended')
      return { kind: 'refused', code: 'FORBIDDEN', reason: 'SUSPENDED', detail: 'Suspended.' };
    if (name === 'Bearer acme') return { kind: 'authenticated', principal: partnerWithoutScopes };
    if (name === 'Bearer acme, testing')
      return { kind: 'authenticated', principal: { ...partnerWithoutScopes, mode: 'test' } };
    if (name === 'Bearer globex') return { kind: 'authenticated', principal: europeanPartner };
    if (name !== 'Bearer ada') return { kind: 'rejected', detail: 'No.', challenge: 'Bearer error="invalid_token"' };
    return { kind: 'authenticated', principal: { kind: 'customer', id: 'ada', tier: 'gold' } };
  },
};

let state: LifecycleState;
let lines: Record<string, unknown>[];
let cancelled: unknown;
const log = createLogger({
  name: 'spec',
  destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
});
const metrics = createMetrics();
const all = [getItem, placeItem, readItem, waitForever];
const stages = () => [
  requestContext({ log, metrics, debug: true }),
  health({ state: () => state }),
  securityHeaders(),
  compressed(),
  authenticate([byName]),
  withoutLimits('a spec'),
  endpoints(all, {
    deps: { cancelled: (reason) => (cancelled = reason) },
    challenge: 'Bearer',
    debug: true,
    maxBodyBytes: 200,
  }),
  problemPages(),
  notFound(),
  failures(),
];
const app = assemble(stages());

beforeEach(() => {
  state = 'serving';
  lines = [];
  cancelled = undefined;
});

const expectProblem = (
  response: { status: number; headers: Record<string, string>; body: unknown },
  status: number,
  code: string,
) => {
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.body).toMatchObject({ status, code, requestId: response.headers['x-request-id'] });
  expect(response.status).toBe(status);
  expect(JSON.stringify(response.body)).not.toMatch(/\.ts:|secret of the house|hidden-service/);
};

describe('an endpoint', () => {
  it('answers with what its view names, and nothing else', async () => {
    const response = await request(app).get('/items/p1').expect(200);
    expect(response.text).toBe('{"id":"p1"}');
    expect(response.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it('names what is missing, in the body, in a header and in the log with its cause', async () => {
    const response = await request(app).get('/items/partial').expect(200);
    expect(response.body).toEqual({ id: 'partial', degraded: ['reviews'] });
    expect(response.headers['frontage-degraded']).toBe('reviews');
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        degraded: ['reviews'],
        err: expect.objectContaining({ service: 'hidden-service' }) as unknown,
      }),
    ]);
  });

  it('answers HEAD as GET without a body', async () => {
    const response = await request(app).head('/items/p1').expect(200);
    expect(response.headers['content-length']).toBe('11');
    expect(response.text).toBeUndefined();
  });

  it('cancels its work when the client goes away', async () => {
    const server: Server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const received = once(server, 'request');
    socket.write('GET /wait HTTP/1.1\r\nHost: x\r\n\r\n');
    const [, res] = (await received) as [unknown, NodeJS.EventEmitter];
    const closed = once(res, 'close');
    socket.destroy();
    await closed;
    expect(cancelled).toMatchObject({ code: 'CANCELLED' });
    await new Promise((resolve) => server.close(resolve));
  });

  it('shows its budget to who asks for it', async () => {
    const response = await request(app).get('/items/p1').set('Frontage-Debug', '1');
    expect(response.headers['frontage-budget']).toMatch(/^calls=0;waves=0;bytes=0;ms=\d+$/);
    expect(response.headers['server-timing']).toMatch(/^total;dur=\d+\.\d$/);
  });
});

describe('bad input', () => {
  it('is listed whole, with pointers', async () => {
    const response = await request(app)
      .post('/items')
      .set('Authorization', 'Bearer ada')
      .send({ quantity: 0, admin: true });
    expectProblem(response, 400, 'INVALID_INPUT');
    const { errors } = response.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '#/body/admin',
      '#/body/quantity',
      '#/headers/idempotency-key',
    ]);
  });

  it.each([
    ['malformed JSON', '{"quantity":', 400, 'MALFORMED_REQUEST'],
    ['a body over the limit', JSON.stringify({ quantity: 1, x: 'x'.repeat(300) }), 413, 'PAYLOAD_TOO_LARGE'],
  ])('%s is a problem', async (_, body, status, code) => {
    const post = request(app).post('/items').set('Authorization', 'Bearer ada').set('Idempotency-Key', 'k');
    const response = await post.set('Content-Type', 'application/json').send(body);
    expectProblem(response, status, code);
    if (status === 400) expect(response.body).toMatchObject({ errors: [{ pointer: '#/body' }] });
  });

  it.each([
    ['half of a surrogate pair', String.raw`{"quantity":1,"\ud800":"x"}`, 'INVALID_INPUT', '#/body'],
    ['a NUL', String.raw`{"quantity":1,"note":"a\u0000b"}`, 'INVALID_INPUT', '#/body/note'],
    [
      'bytes that are no UTF-8',
      Buffer.from('7b2261223a22ff227d', 'hex').toString('latin1'),
      'MALFORMED_REQUEST',
      '#/body',
    ],
  ])('%s in a body is a problem', async (_, body, code, pointer) => {
    const post = request(app).post('/items').set('Authorization', 'Bearer ada').set('Idempotency-Key', 'k');
    const sent = post.set('Content-Type', 'application/json');
    sent.write(body, 'latin1');
    const response = await sent;
    expectProblem(response, 400, code);
    expect(response.body).toMatchObject({ errors: [{ pointer }] });
  });

  it.each([
    ['/items/%00', 'INVALID_INPUT'],
    ['/items/%ff', 'MALFORMED_REQUEST'],
    ['/items/p1?limit=%00', 'INVALID_INPUT'],
    ['/items/p1?limit=%ed%a0%80', 'INVALID_INPUT'],
  ])('text in a URL that cannot be carried is a problem: %s', async (path, code) => {
    expectProblem(await request(app).get(path), 400, code);
  });

  it('other media types are 415, and repeated parameters 400', async () => {
    const post = request(app).post('/items').set('Authorization', 'Bearer ada').set('Idempotency-Key', 'k');
    expectProblem(await post.set('Content-Type', 'text/plain').send('quantity=1'), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expectProblem(await request(app).get('/items/p1?limit=1&limit=2'), 400, 'INVALID_INPUT');
  });

  it.each([
    ['/nowhere', 404, 'NOT_FOUND'],
    ['/items/none', 404, 'NOT_FOUND'],
    ['/items/%zz', 400, 'MALFORMED_REQUEST'],
    ['/items/bug', 500, 'INTERNAL'],
  ])('GET %s is a problem without a word about the inside', async (path, status, code) => {
    expectProblem(await request(app).get(path), status, code);
  });

  it('a wrong method is 405 with Allow, and OPTIONS tells', async () => {
    const response = await request(app).delete('/items/p1');
    expectProblem(response, 405, 'METHOD_NOT_ALLOWED');
    expect(response.headers['allow']).toBe('GET, HEAD, OPTIONS');
    const options = await request(app).options('/items/p1').expect(204);
    expect(options.headers['allow']).toBe('GET, HEAD, OPTIONS');
  });

  it('takes a quoted or a bare Idempotency-Key for the same', async () => {
    for (const key of ['"8e03978e"', '8e03978e']) {
      const post = request(app).post('/items').set('Authorization', 'Bearer ada').set('Idempotency-Key', key);
      const response = await post.send({ quantity: 2 }).expect(201);
      expect(response.body).toEqual({ id: '8e03978e', quantity: 2 });
      expect(response.headers['location']).toBe('/items/1');
    }
  });
});

describe('access', () => {
  it('asks strangers who they are before it reads their body', async () => {
    const response = await request(app).post('/items').set('Content-Type', 'application/json').send('{"broken');
    expectProblem(response, 401, 'UNAUTHENTICATED');
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  it('refuses bad credentials even where none are needed', async () => {
    const response = await request(app).get('/items/p1').set('Authorization', 'Bearer eve');
    expectProblem(response, 401, 'UNAUTHENTICATED');
    expect(response.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('is not demanded of endpoints that do not exist', () => {
    const options = { deps: {}, challenge: 'Bearer', debug: true, stepUp: { checkout: {} } };
    expect(() => endpoints([], options)).toThrow("step-up for 'checkout', which is no endpoint");
  });

  it('says which scope it takes', async () => {
    const response = await request(app).post('/items').set('Authorization', 'Bearer acme');
    expectProblem(response, 403, 'FORBIDDEN');
    expect(response.headers['www-authenticate']).toBe('Bearer error="insufficient_scope", scope="orders:write"');
  });

  it('is decided on the input, before the handler runs', async () => {
    const place = (currency: string) =>
      request(app)
        .post('/items')
        .set('Authorization', 'Bearer globex')
        .set('Idempotency-Key', 'k')
        .send({ quantity: 1, currency });
    await place('EUR').expect(201);
    const refused = await place('JPY');
    expectProblem(refused, 403, 'FORBIDDEN');
    expect(refused.body).toMatchObject({ reason: 'OUTSIDE_REGION' });
  });

  it('is demanded by the handler where the resource has to be read first', async () => {
    const read = (path: string) => request(app).get(path).set('Authorization', 'Bearer ada');
    await read('/items/of/ada').expect(200, { id: 'of ada' });
    expectProblem(await read('/items/of/bob'), 404, 'NOT_FOUND');
  });

  it('lets nothing leave when the handler forgets to demand it', async () => {
    const forgotten = await request(app).get('/items/of/ada?careless=1').set('Authorization', 'Bearer ada');
    expectProblem(forgotten, 500, 'INTERNAL');
    expect(JSON.stringify(lines)).toContain('order:read was never demanded');
  });

  it('refuses who may not enter', async () => {
    const response = await request(app).get('/items/p1').set('Authorization', 'Bearer suspended');
    expectProblem(response, 403, 'FORBIDDEN');
    expect(response.body).toMatchObject({ reason: 'SUSPENDED' });
  });
});

describe('every answer', () => {
  it('has a request id, ours or a sane one of the client', async () => {
    const given = await request(app).get('/items/p1').set('X-Request-Id', 'abc-1');
    expect(given.headers['x-request-id']).toBe('abc-1');
    const insane = await request(app).get('/items/p1').set('X-Request-Id', 'a b <script>');
    expect(insane.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('carries the security headers, errors included', async () => {
    const response = await request(app).get('/nowhere');
    expect(response.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(response.headers).not.toHaveProperty('x-powered-by');
  });

  it('leaves one log line with route, status and trace', async () => {
    await request(app)
      .get('/items/p1')
      .set('traceparent', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
    expect(lines).toEqual([
      expect.objectContaining({
        route: '/items/{id}',
        status: 200,
        caller: 'anonymous',
        traceId: 'a'.repeat(32),
        msg: 'request served',
      }),
    ]);
  });

  it('has the mode of a test key in it, and no mode of any other caller', async () => {
    for (const by of ['Bearer acme, testing', 'Bearer acme', 'Bearer ada'])
      await request(app).get('/items/p1').set('Authorization', by);
    expect(lines.map(({ caller, mode }) => [caller, mode])).toEqual([
      ['partner:acme', 'test'],
      ['partner:acme', undefined],
      ['customer:ada', undefined],
    ]);
  });
});

describe('health', () => {
  it('is live always and ready while serving, uncached and unlogged', async () => {
    const ready = await request(app).get('/readyz').expect(200, { status: 'ready' });
    expect(ready.headers['cache-control']).toBe('no-store');
    state = 'draining';
    await request(app).get('/readyz').expect(503, { status: 'draining' });
    await request(app).get('/livez').expect(200, { status: 'live' });
    expect(lines).toEqual([]);
  });
});

describe('problem pages', () => {
  it('explain every problem type that an answer points to', async () => {
    const { body } = (await request(app).get('/nowhere')) as { body: { type: string } };
    const page = await request(app).get(body.type).expect(200);
    expect(page.text).toContain('NOT_FOUND');
    expectProblem(await request(app).get('/problems/made-up'), 404, 'NOT_FOUND');
  });
});

describe('the OpenAPI document', () => {
  const documentOptions: OpenApiOptions = {
    title: 't',
    version: '1',
    description: 'd',
    contact: { name: 'c' },
    tags: { items: 'Things.', wait: 'Time.' },
    callers: ['customer', 'partner'],
    schemes: [byName],
  };
  const operationsOf = (list: Parameters<typeof openapiDocument>[0]): Record<string, Operation> => {
    const { paths } = openapiDocument(list, documentOptions) as { paths: Record<string, Record<string, Operation>> };
    return Object.fromEntries(
      Object.values(paths).flatMap((of) => Object.values(of).map((operation) => [operation.operationId, operation])),
    );
  };
  interface Operation {
    readonly operationId: string;
    readonly tags: readonly string[];
    readonly description: string;
    readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly headers?: object }>>;
    readonly parameters: readonly { readonly name: string; readonly description?: string; readonly schema: object }[];
  }
  /** Statuses that every operation may fail with. */
  const failing = ['400', '401', '403', '408', '417', '429', '431', '500', '502', '503', '504', 'default'];

  it('says what runs: parameters, bodies, security and problems', () => {
    const document = openapiDocument(all, documentOptions);
    expect(document).toMatchObject({
      openapi: '3.1.0',
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      paths: {
        '/items/{id}': { get: { operationId: 'getItem', security: [{}, { bearer: [] }] } },
        '/items': {
          post: {
            security: [{ bearer: [] }, { bearer: ['orders:write'] }],
            requestBody: { required: true, 'x-max-bytes': 100_000 },
          },
        },
      },
    });
  });

  it('tells the failures of each operation as they follow from it, by reference', () => {
    const { getItem: get, placeItem: place, wait } = operationsOf(all);
    const statusesOf = ({ responses }: Operation) => Object.keys(responses).sort();
    expect(statusesOf(wait!)).toEqual(['200', ...failing]);
    expect(statusesOf(get!)).toEqual(['200', '404', ...failing].sort());
    expect(statusesOf(place!)).toEqual(['201', '409', '413', '415', '422', ...failing].sort());
    expect(place!.responses['409']).toEqual({ $ref: '#/components/responses/Conflict' });
    const { components } = openapiDocument(all, documentOptions) as {
      components: { responses: Record<string, { content: Record<string, { schema: object; examples: object }> }> };
    };
    expect(components.responses['TooManyRequests']).toMatchObject({
      description: '`RATE_LIMITED`: Too many requests.',
      headers: { 'Retry-After': {}, RateLimit: {} },
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: { RATE_LIMITED: { value: { type: '/problems/rate-limited', status: 429, code: 'RATE_LIMITED' } } },
        },
      },
    });
  });

  it('tells what an endpoint adds: failures, headers, a sentence', () => {
    const Location = { description: 'Address.', schema: { type: 'string', maxLength: 9 } };
    const added = { failures: ['GONE'], headers: { Location }, description: 'Mind the gap.' } as const;
    const { getItem: get } = operationsOf([{ ...getItem, ...added }]);
    expect(get!.responses).toMatchObject({
      '200': { headers: { Location, RateLimit: {} } },
      '410': { $ref: '#/components/responses/Gone' },
    });
    expect(get!.description).toMatch(/^Mind the gap\. Open to everybody/);
  });

  it('says who may, in how long, and how much of it', () => {
    const { getItem: get, placeItem: place } = operationsOf(all);
    expect(place!.description).toBe(
      'For: customer, partner with the scope `orders:write`. Sent again with the same `Idempotency-Key`, it is done once. ' +
        'Given up after 500 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.',
    );
    const bounded = {
      ...getItem,
      input: { query: z.object({ n: z.int().max(5e9).min(0).meta({ description: 'N.' }).optional() }) },
    };
    expect(operationsOf([bounded])['getItem']!.parameters).toEqual([
      {
        in: 'query',
        name: 'n',
        description: 'N.',
        schema: { type: 'integer', format: 'int64', minimum: 0, maximum: 5e9 },
      },
    ]);
    expect(get!.tags).toEqual(['items']);
  });

  it('refuses an operation of a group that nobody has described', () => {
    expect(() => openapiDocument(all, { ...documentOptions, tags: { items: 'Things.' } })).toThrow(
      "wait is of the group 'wait', which 'tags' does not describe",
    );
  });
});
