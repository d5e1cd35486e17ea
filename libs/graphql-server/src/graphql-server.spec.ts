import type { Currency } from '@frontage/dto-mapping/money';
import { Failure } from '@frontage/errors';
import { assemble, stage } from '@frontage/http-server/stack';
import {
  authenticate,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { type Authenticator, createRuntime } from '@frontage/http-server';
import { contextOf } from '@frontage/http-server/context';
import { createLogger } from '@frontage/observability';
import { permission, publicAccess, type Principal } from '@frontage/policy';
import type { RequestHandler } from 'express';
import { EventEmitter, once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { specBudgets, specLimits } from '../test/spec-limits.ts';
import { createGraphqlServer, type OperationContext } from './index.ts';
import type { GraphqlServerOptions } from './graphql-server.ts';
import type { SchemaPart } from './schema.ts';

const europeanPartner: Principal = {
  kind: 'partner',
  id: 'globex',
  keyId: 'k',
  mode: 'live',
  tier: 'gold',
  scopes: new Set(['orders:write']),
  regions: new Set(['EU']),
};

/** Authenticates `X-Who: ada` as the customer ada. */
const authenticator: Authenticator = {
  name: 'who',
  openapi: { type: 'http' },
  challenge: 'Who',
  authenticate: ({ header }) => {
    const id = header('x-who');
    if (id === undefined) return { kind: 'absent' };
    if (id === 'globex') return { kind: 'authenticated', principal: europeanPartner };
    const kind = id === 'sam' ? 'support' : 'customer';
    return { kind: 'authenticated', principal: { kind, id, tier: 'standard' } };
  },
};

/** Events from resolvers to the spec. */
const seen = new EventEmitter<{ call: [OperationContext['call']] }>();

const things = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `thing ${index}` }));

/** Number of values that took time. */
let taken = 0;

/** A value whose completion takes a millisecond. */
const takingTime = (value: number) => ({
  valueOf: () => {
    taken += 1;
    for (const begun = Date.now(); Date.now() === begun;);
    return value;
  },
});

const part: SchemaPart<OperationContext> = {
  typeDefs: `
    type Query {
      greeting(name: String! = "you"): String
      cart: String
      broken: String
      wrong: Int
      missing: String
      down: Thing
      late: String
      node: Node
      left: Int
      many(first: Int! = 3): [Thing!] @listSize(slicingArguments: ["first"])
      surprise: [Thing!] @listSize(assumedSize: 2)
      slow: [Int!] @listSize(assumedSize: 10)
      long: String
      owned(owner: String!, careless: Boolean): String
      sold(currency: String!): String
    }
    type Thing { name: String! }
    type Node { self: Node name: String }
    type Mutation { put(quantity: Int!): String note(input: Note!): String }
    input Note { text: String! }
  `,
  resolvers: {
    Query: {
      greeting: (_: unknown, { name }: { name: string }) => `Hello ${name}`,
      cart: (_: unknown, __: unknown, { principal }) => `cart of ${'id' in principal ? principal.id : ''}`,
      broken: () => {
        throw new Error('password=hunter2');
      },
      wrong: () => 1.5,
      missing: () => {
        throw new Failure('NOT_FOUND', 'There is no such thing.', { reason: 'GONE_FISHING', service: 'catalog' });
      },
      down: () => {
        throw new Failure('UNAVAILABLE', 'A service cannot be reached.', { service: 'catalog', retryAfterMs: 1_500 });
      },
      late: async (_: unknown, __: unknown, { call }) => {
        call.ledger.degrade('reviews', new Failure('DEADLINE_EXCEEDED', 'Too late.'));
        return undefined;
      },
      node: (_: unknown, __: unknown, { call }) => {
        seen.emit('call', call);
        return new Promise((_resolve, reject) => {
          call.deadline.signal.addEventListener('abort', () => reject(call.deadline.reason!));
        });
      },
      many: (_: unknown, { first }: { first: number }) => things(first),
      surprise: () => things(1_000),
      slow: () => Array.from({ length: 1_000 }, (_unused, index) => takingTime(index)),
      long: () => 'x'.repeat(1_000),
      owned: async (_: unknown, { owner, careless }: { owner: string; careless?: boolean }, { demand }) => {
        if (!careless) demand({ owner: { kind: 'customer', id: owner } });
        return `owned by ${owner}`;
      },
      sold: (_: unknown, { currency }: { currency: string }) => `sold for ${currency}`,
      left: (_: unknown, __: unknown, { call }) => Math.round(call.deadline.remainingMs / 1_000),
    },
    Mutation: {
      put: (_: unknown, __: unknown, { call }) => String(Math.round(call.deadline.remainingMs / 1_000)),
      note: (_: unknown, { input }: { readonly input: object }) => JSON.stringify(input),
    },
  },
};

const access = {
  'Query.greeting': publicAccess,
  'Query.cart': permission('cart:use'),
  'Query.broken': publicAccess,
  'Query.wrong': publicAccess,
  'Query.missing': publicAccess,
  'Query.down': publicAccess,
  'Query.late': publicAccess,
  'Query.node': publicAccess,
  'Query.left': publicAccess,
  'Query.many': publicAccess,
  'Query.surprise': publicAccess,
  'Query.slow': publicAccess,
  'Query.long': publicAccess,
  'Query.owned': permission('order:read', 'demanded'),
  'Query.sold': permission('order:place', ({ currency }: { currency: Currency }) => ({ currency })),
  'Mutation.put': permission('cart:use'),
  'Mutation.note': publicAccess,
};

/** Costs that operations were charged. */
const costs: number[] = [];
let most = Infinity;
const charge = async (cost: number): Promise<void> => {
  costs.push(cost);
  if (cost > most) throw new Failure('RATE_LIMITED', 'Too much.', { retryAfterMs: 7_000 });
};

const meter: RequestHandler = (_, res, next) => {
  contextOf(res).charge = charge;
  next();
};

async function start(options: Partial<GraphqlServerOptions<OperationContext>> = {}) {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    name: 'spec',
    destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const { metrics, state } = createRuntime('spec');
  const server = await createGraphqlServer<OperationContext>({
    parts: [part],
    access,
    contextOf: (operation) => operation,
    challenge: 'Who',
    log,
    debug: false,
    limits: specLimits,
    budgets: specBudgets,
    ...options,
  });
  const app = assemble([
    requestContext({ log, metrics, debug: false }),
    health({ state }),
    securityHeaders(),
    authenticate([authenticator]),
    stage('limit', meter),
    server.stage,
    notFound(),
    failures(),
  ]);
  return { app, lines, close: () => server.close() };
}

let house: Awaited<ReturnType<typeof start>>;
beforeAll(async () => (house = await start()));
beforeEach(() => void (house.lines.length = 0));
afterAll(() => house.close());

const ask = (query: string, body: object = {}) =>
  request(house.app)
    .post('/graphql')
    .send({ query, ...body });

describe('answers', () => {
  it('are JSON that nobody stores', async () => {
    const response = await ask('{ greeting(name: "Ada") }').expect(200);
    expect(response.body).toEqual({ data: { greeting: 'Hello Ada' } });
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('come as the media type of the standard to whoever asks for it', async () => {
    const response = await ask('{ greeting }').set('Accept', 'application/graphql-response+json').expect(200);
    expect(response.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
  });

  it('are those of the request alone: a null that should say what to skip spoils nothing for the next', async () => {
    const query = 'query G($slim: Boolean = false) { greeting late @skip(if: $slim) }';
    for (let time = 0; time < 2; time += 1) {
      const spoilt = await ask(query, { variables: { slim: null } });
      expect(spoilt.body).toMatchObject({
        data: null,
        errors: [{ message: 'Argument "if" of non-null type "Boolean!" must not be null.' }],
      });
      const whole = await ask(query, { variables: { slim: false } }).expect(200);
      expect(whole.body).toMatchObject({ data: { greeting: 'Hello you', late: null } });
      const byDefault = await ask(query).expect(200);
      expect(byDefault.body.data).toEqual({ greeting: 'Hello you', late: null });
      const slim = await ask(query, { variables: { slim: true } }).expect(200);
      expect(slim.body).toEqual({ data: { greeting: 'Hello you' } });
    }
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'toJSON'])(
    'have a member %s for whoever calls one so',
    async (name) => {
      const response = await ask(
        `query ${name}($${name}: String!) { ...${name} }
        fragment ${name} on Query { ${name}: greeting(name: $${name}) }`,
        {
          variables: JSON.parse(`{"${name}": "Ada"}`) as object,
        },
      ).expect(200);
      expect(response.text.trim()).toBe(`{"data":{"${name}":"Hello Ada"}}`);
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'know nothing called %s that is not there: operation, fragment, variable, argument, member of an input',
    async (name) => {
      const operation = await ask('query A { greeting } query B { greeting }', { operationName: name }).expect(400);
      expect(operation.body).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] });
      for (const query of [
        `{ ...${name} }`,
        `{ greeting(name: $${name}) }`,
        `{ greeting(${name}: "a") }`,
        `{ ${name} }`,
        `{ greeting @${name} }`,
        `{ ... on ${name} { greeting } }`,
        `query Q($a: ${name}) { greeting(name: $a) }`,
        `mutation { note(input: { text: "a", ${name}: "b" }) }`,
      ]) {
        const { status, body } = await ask(query);
        expect([query, status, body]).toMatchObject([
          query,
          400,
          { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
        ]);
      }
      const member = await ask('mutation N($input: Note!) { note(input: $input) }', {
        variables: { input: JSON.parse(`{"text": "a", "${name}": "b"}`) as object },
      });
      expect(member.body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      // Members that no field asks for are not looked at.
      const more = JSON.parse(`{"${name}": {"a": 1}}`) as object;
      const { body } = await ask('{ greeting(name: "a") }', { variables: more, extensions: more }).expect(200);
      expect(body).toEqual({ data: { greeting: 'Hello a' } });
    },
  );

  it('take no variables and null for the same', async () => {
    const query = 'query G($name: String! = "Ada") { greeting(name: $name) }';
    for (const variables of [null, undefined, {}]) {
      const { body } = await ask(query, { variables }).expect(200);
      expect(body).toEqual({ data: { greeting: 'Hello Ada' } });
    }
  });

  it('name what is missing, in body, header and log', async () => {
    const response = await ask('{ late greeting }').expect(200);
    expect(response.body).toEqual({
      data: { late: null, greeting: 'Hello you' },
      extensions: { degraded: ['reviews'] },
    });
    expect(response.headers['frontage-degraded']).toBe('reviews');
    expect(house.lines).toMatchObject([{ level: 'warn', route: '/graphql', degraded: ['reviews'] }]);
  });

  it('are made under a deadline: two seconds for a query, five for a mutation', async () => {
    expect((await ask('{ left }')).body.data.left).toBe(2);
    expect((await ask('mutation { put(quantity: 1) }').set('X-Who', 'ada')).body.data.put).toBe('5');
  });

  it('are not worked on for a client that has gone', async () => {
    const server = createServer(house.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = httpRequest({
      port,
      host: '127.0.0.1',
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    client.on('error', () => undefined);
    client.end(JSON.stringify({ query: '{ node { name } }' }));
    const [call] = (await once(seen, 'call')) as [OperationContext['call']];
    client.destroy();
    await once(call.deadline.signal, 'abort');
    expect(call.deadline.reason).toMatchObject({ code: 'CANCELLED' });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('errors', () => {
  it('show a failure by its public parts and keep the rest of the data', async () => {
    const response = await ask('{ missing greeting }').set('X-Request-Id', 'r-1').expect(200);
    expect(response.body.data).toEqual({ missing: null, greeting: 'Hello you' });
    expect(response.body.errors).toEqual([
      {
        message: 'There is no such thing.',
        locations: expect.any(Array),
        path: ['missing'],
        extensions: { code: 'NOT_FOUND', reason: 'GONE_FISHING', requestId: 'r-1' },
      },
    ]);
    expect(response.text).not.toContain('catalog');
  });

  it.each(['{ broken }', '{ wrong }'])('mask what nobody expected, and log it with its cause: %s', async (query) => {
    const response = await ask(query).expect(500);
    expect(response.body).toMatchObject({
      data: null,
      errors: [{ message: 'An unexpected error occurred.', extensions: { code: 'INTERNAL' } }],
    });
    expect(response.text).not.toMatch(/hunter2|1\.5|stack|\.ts/);
    expect(house.lines).toContainEqual(
      expect.objectContaining({ msg: 'field failed', requestId: response.headers['x-request-id'] }),
    );
    expect(JSON.stringify(house.lines)).toMatch(/hunter2|1\.5/);
  });

  it('become the status when a service left nothing to answer with, and only then', async () => {
    const nothing = await ask('{ down { name } }').expect(503);
    expect(nothing.body).toMatchObject({ data: null, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect(nothing.headers['retry-after']).toBe('2');
    expect(nothing.text).not.toContain('catalog');
    expect(house.lines).toContainEqual(
      expect.objectContaining({ level: 'error', err: expect.objectContaining({ service: 'catalog' }) }),
    );
    const something = await ask('{ down { name } greeting }').expect(200);
    expect(something.body.data).toEqual({ down: null, greeting: 'Hello you' });
  });

  it.each([
    ['{ greeting', 'GRAPHQL_PARSE_FAILED'],
    ['{ greetin }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { greeting } query B { greeting }', 'OPERATION_RESOLUTION_FAILURE'],
    ['mutation ($q: Int!) { put(quantity: $q) }', 'BAD_USER_INPUT'],
  ])('of the client say what is wrong with %s', async (query, code) => {
    const response = await ask(query).set('X-Who', 'ada').set('X-Request-Id', 'r-2').expect(400);
    expect(response.body.data).toBeUndefined();
    expect(response.body.errors[0].extensions).toEqual({ code, requestId: 'r-2' });
    expect(response.text).not.toContain('Did you mean');
  });

  it('say so when an argument turns out null while executing', async () => {
    const response = await ask('query ($name: String = "x") { greeting(name: $name) }', { variables: { name: null } });
    expect(response.body).toMatchObject({
      data: { greeting: null },
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});

describe('access', () => {
  it('refuses an operation of which nothing is allowed, with the status and the challenge', async () => {
    for (const query of ['{ cart }', 'query { ...F } fragment F on Query { cart }', 'mutation { put(quantity: 1) }']) {
      const response = await ask(query).expect(401);
      expect(response.body).toEqual({
        errors: [
          {
            message: 'Say who you are to do this.',
            extensions: { code: 'UNAUTHENTICATED', requestId: response.headers['x-request-id'] },
          },
        ],
      });
      expect(response.headers['www-authenticate']).toBe('Who');
    }
    const support = await ask('{ cart }').set('X-Who', 'sam').expect(403);
    expect(support.body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('is decided on the arguments, before the resolver runs', async () => {
    const sold = (currency: string) => ask(`{ sold(currency: "${currency}") greeting }`).set('X-Who', 'globex');
    expect((await sold('EUR')).body.data).toEqual({ sold: 'sold for EUR', greeting: 'Hello you' });
    expect((await sold('JPY')).body).toMatchObject({
      data: { sold: null, greeting: 'Hello you' },
      errors: [{ path: ['sold'], extensions: { code: 'FORBIDDEN', reason: 'OUTSIDE_REGION' } }],
    });
  });

  it('is demanded by the resolver where the resource has to be read first', async () => {
    const owned = (owner: string) => ask(`{ owned(owner: "${owner}") greeting }`).set('X-Who', 'ada');
    expect((await owned('ada')).body.data).toEqual({ owned: 'owned by ada', greeting: 'Hello you' });
    expect((await owned('bob')).body).toMatchObject({
      data: { owned: null },
      errors: [{ path: ['owned'], extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('lets nothing leave when the resolver forgets to demand it', async () => {
    const { body } = await ask('{ owned(owner: "ada", careless: true) greeting }').set('X-Who', 'ada');
    expect(body).toMatchObject({
      data: { owned: null, greeting: 'Hello you' },
      errors: [{ path: ['owned'], extensions: { code: 'INTERNAL' } }],
    });
    expect(JSON.stringify(house.lines)).toContain('order:read was never demanded');
  });

  it('refuses single fields in an answer that has others', async () => {
    const response = await ask('{ cart greeting }').expect(200);
    expect(response.body).toMatchObject({
      data: { cart: null, greeting: 'Hello you' },
      errors: [{ path: ['cart'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('lets in who may', async () => {
    expect((await ask('{ cart }').set('X-Who', 'ada').expect(200)).body.data.cart).toBe('cart of ada');
  });

  it('keeps the server from starting with a field that has no row, or a row that has no field', async () => {
    const { 'Query.cart': _, ...rest } = access;
    await expect(start({ access: rest })).rejects.toThrow('Query.cart has no declared access');
    await expect(start({ access: { ...access, 'Query.old': publicAccess } })).rejects.toThrow('Query.old has a row');
  });
});

describe('fields that are not for everybody', () => {
  const withNotes: SchemaPart<OperationContext> = {
    typeDefs: 'type Query { order: Order } type Order { id: ID! notes: String plain: String! }',
    resolvers: {
      Query: { order: () => ({ id: 'o-1', plain: 'x' }) },
      Order: { notes: () => 'be generous' },
    },
  };
  const options = { parts: [withNotes], access: { 'Query.order': publicAccess } };
  const fieldAccess = { 'Order.notes': 'order:notes' } as const;

  it('are null with FORBIDDEN for everybody else, and the rest of the answer stands', async () => {
    const { app, close } = await start({ ...options, fieldAccess });
    const read = (who: Record<string, string>) =>
      request(app).post('/graphql').set(who).send({ query: '{ order { id notes } }' });
    const { body: forSupport } = await read({ 'x-who': 'sam' }).expect(200);
    expect(forSupport).toEqual({ data: { order: { id: 'o-1', notes: 'be generous' } } });
    for (const who of [{ 'x-who': 'ada' }, {}]) {
      const { body, text } = await read(who).expect(200);
      expect(body.data).toEqual({ order: { id: 'o-1', notes: null } });
      expect(body.errors).toMatchObject([{ path: ['order', 'notes'], extensions: { code: 'FORBIDDEN' } }]);
      expect(text).not.toContain('generous');
    }
    await close();
  });

  it.each([
    ['Order.old', 'Order.old has a row'],
    ['Old.notes', 'Old.notes has a row'],
    ['Order.plain', 'Order.plain is not for everybody and must be able to be null'],
  ])('make a server that does not start when the row is %s', async (name, message) => {
    await expect(start({ ...options, fieldAccess: { [name]: 'order:notes' } })).rejects.toThrow(message);
  });
});

describe('an operation is charged', () => {
  afterEach(() => void (most = Infinity));

  /** Charges for a document that is known already. */
  const charged = async (query: string, body: object = {}): Promise<number[]> => {
    await ask(query, body);
    costs.length = 0;
    await ask(query, body);
    return costs;
  };

  it.each([
    ['{ greeting }', 1],
    ['{ greeting left down { name } }', 4],
    ['{ a: greeting b: greeting ...rest } fragment rest on Query { c: greeting left }', 4],
    ['{ __typename }', 1],
    ['{ many(first: 40) { name } }', 80],
  ])('what it costs: %s', async (query, cost) => {
    expect(await charged(query)).toEqual([cost]);
  });

  it('by the operation that is asked for, of several in a document, and by its variables', async () => {
    const query = 'query small { left } query large($n: Int!) { left many(first: $n) { name } }';
    expect(await charged(query, { operationName: 'large', variables: { n: 7 } })).toEqual([15]);
    expect(await charged(query, { operationName: 'large', variables: { n: 8 } })).toEqual([17]);
    expect(await charged(query, { operationName: 'small' })).toEqual([1]);
  });

  it('for its length as well the first time: reading is work', async () => {
    const query = '{ greeting(name: "the first time") }';
    costs.length = 0;
    await ask(query);
    expect(costs).toEqual([query.length, 1]);
  });

  it.each(['{ nothing }', '{ cart', `{ node ${'{ self '.repeat(20)} { name } ${'}'.repeat(20)} }`])(
    'for its length whenever it is refused: %s',
    async (query) => {
      expect(await charged(query)).toEqual([query.length]);
    },
  );

  it('nothing when the caller may not ask it', async () => {
    expect(await charged('{ cart }')).toEqual([]);
  });

  it('and refused with 429, before any of it runs, when that is too much', async () => {
    const query = '{ many(first: 60) { name } broken }';
    await ask(query);
    house.lines.length = 0;
    most = 100;
    const response = await ask(query).expect(429);
    expect(response.headers['retry-after']).toBe('7');
    expect(response.body).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect(response.body).not.toHaveProperty('data');
    expect(JSON.stringify(house.lines)).not.toContain('hunter2');
  });

  it('and not even read when there is not enough left for that', async () => {
    most = 10;
    const response = await ask('{ an unknown document').expect(429);
    expect(response.body).toMatchObject({ code: 'RATE_LIMITED' });
  });
});

describe('what an operation may cost', () => {
  it('is checked before any of it runs, with sizes as the variables say', async () => {
    const query = 'query ($n: Int!) { many(first: $n) { name } broken }';
    const response = await ask(query, { variables: { n: 3_000 } }).expect(400);
    expect(response.body).toEqual({
      errors: [
        {
          message: 'The operation costs 6001, and at most 5000 is allowed.',
          extensions: {
            code: 'COST_ESTIMATED_TOO_EXPENSIVE',
            cost: 6_001,
            limit: 5_000,
            requestId: expect.any(String),
          },
        },
      ],
    });
    expect(JSON.stringify(house.lines)).not.toContain('hunter2');
    expect((await ask(query, { variables: { n: 2 } }).expect(200)).body.data.many).toHaveLength(2);
  });

  it('keeps the server from starting when a list does not say how long it is', async () => {
    const typeDefs = 'type Query { list: [Int!] }';
    const parts = [{ typeDefs, resolvers: {} }];
    const starting = start({ parts, access: { 'Query.list': publicAccess } });
    await expect(starting).rejects.toThrow('Query.list is a list without a declared size');
  });
});

describe('an answer', () => {
  const limited = async (query: string, options: Partial<GraphqlServerOptions<OperationContext>>) => {
    const { app, close } = await start(options);
    const response = await request(app).post('/graphql').send({ query });
    await close();
    return response;
  };
  const tooLarge = (message: RegExp) => ({
    errors: [{ message: expect.stringMatching(message), extensions: { code: 'COST_ACTUAL_TOO_EXPENSIVE' } }],
  });

  it('ends where it holds more values than the schema let expect', async () => {
    const response = await limited('{ greeting surprise { name } }', { limits: { ...specLimits, maxValues: 500 } });
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject(tooLarge(/more than 500 values/));
    expect(response.body).not.toHaveProperty('data');
  });

  it('ends where it holds too much text', async () => {
    const aliases = Array.from({ length: 20 }, (_, n) => `a${n}: long`).join(' ');
    const response = await limited(`{ ${aliases} }`, { limits: { ...specLimits, maxText: 10_000 } });
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject(tooLarge(/more than 10000 characters/));
  });

  it('ends where it takes more calls than an operation may make, though its parts could be left out', async () => {
    let made = 0;
    const typeDefs = 'type Query { part: String }';
    const part = async (_: unknown, __: unknown, { call }: OperationContext) => {
      try {
        call.ledger.beginCall();
        made += 1;
        return 'there';
      } catch {
        return undefined;
      }
    };
    const parts = [{ typeDefs, resolvers: { Query: { part } } }];
    const options = { parts, access: { 'Query.part': publicAccess }, limits: { ...specLimits, maxCalls: 3 } };
    const four = await limited('{ a: part b: part c: part d: part }', options);
    expect([four.status, made]).toEqual([400, 3]);
    expect(four.body).toMatchObject(tooLarge(/more than 3 calls/));
    const three = await limited('{ a: part b: part c: part }', options);
    expect(three.body).toEqual({ data: { a: 'there', b: 'there', c: 'there' } });
  });

  it('ends when its time is up, also while values are completed and nothing is waited for', async () => {
    taken = 0;
    const response = await limited('{ greeting slow }', { budgets: { queryMs: 100, mutationMs: 100 } });
    expect(response.status).toBe(504);
    expect(response.body).toMatchObject({ errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    expect(response.body).not.toHaveProperty('data');
    expect(taken).toBeLessThan(1_000);
  });

  it('ends when its time is up, whatever a resolver still waits for', async () => {
    const typeDefs = 'type Query { endless: String }';
    const parts = [{ typeDefs, resolvers: { Query: { endless: () => new Promise(() => undefined) } } }];
    const budgets = { queryMs: 50, mutationMs: 50 };
    const response = await limited('{ endless }', { parts, budgets, access: { 'Query.endless': publicAccess } });
    expect(response.status).toBe(504);
    expect(response.body).toMatchObject({ errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
  });
});

describe('an operation that is not there', () => {
  it.each([
    ['by another name', 'query A { broken }', 'B', 'Unknown operation named "B".'],
    ['by an empty name', 'query A { broken }', '', 'Unknown operation named "".'],
    ['by a name where none has one', '{ broken }', 'A', 'Unknown operation named "A".'],
    ['by the name of JavaScript', 'query A { broken }', '__proto__', 'Unknown operation named "__proto__".'],
    ['by no name, of two', 'query A { broken } query B { broken }', null, /Must provide operation name/],
    ['a mutation', 'mutation A { put(quantity: 1) }', 'B', 'Unknown operation named "B".'],
  ])('is not executed: %s', async (_, query, operationName, message) => {
    const response = await ask(query, { operationName }).set('X-Who', 'ada').expect(400);
    expect(response.body).toEqual({
      errors: [
        {
          message: expect.stringMatching(message),
          extensions: { code: 'OPERATION_RESOLUTION_FAILURE', requestId: expect.any(String) },
        },
      ],
    });
    expect(JSON.stringify(house.lines)).not.toContain('hunter2');
  });

  it('has a kind that the schema lacks', async () => {
    const response = await ask('subscription { x }').expect(400);
    expect(response.body).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    expect(response.body).not.toHaveProperty('data');
  });
});

describe('text that nothing behind can carry', () => {
  const byVariable = 'query ($name: String!) { greeting(name: $name) }';

  it.each([
    ['half of a pair in a variable', { query: byVariable, variables: { name: '\ud800' } }, '#/variables/name'],
    ['NUL in a variable', { query: byVariable, variables: { name: 'a\0' } }, '#/variables/name'],
    ['NUL in a literal', { query: String.raw`{ greeting(name: "a\u0000") }` }, '#/name'],
    ['NUL itself in a literal', { query: '{ greeting(name: "a\0") }' }, '#/name'],
    ['NUL in a block', { query: '{ greeting(name: """a\0""") }' }, '#/name'],
  ])('is the mistake of the client: %s', async (_, body, pointer) => {
    for (const _again of [1, 2]) {
      const { body: answer } = await request(house.app).post('/graphql').send(body).expect(400);
      expect(answer.data).toBeUndefined();
      expect(answer.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', errors: [{ pointer }] });
    }
  });

  it.each([
    ['half of a pair, escaped', String.raw`{ greeting(name: "\ud800") }`],
    ['half of a pair', '{ greeting(name: "\ud800") }'],
  ])('is none to the parser: %s', async (_, query) => {
    const { body } = await ask(query).expect(400);
    expect(body.errors[0].extensions.code).toBe('GRAPHQL_PARSE_FAILED');
  });
});

describe('requests that are none', () => {
  const post = () => request(house.app).post('/graphql').set('Content-Type', 'application/json');

  it.each([
    ['{"query":', 'MALFORMED_REQUEST', '#/body'],
    ['[{"query":"{greeting}"}]', 'INVALID_INPUT', '#/body'],
    ['"{greeting}"', 'INVALID_INPUT', '#/body'],
    ['{"qeury":"{greeting}"}', 'INVALID_INPUT', '#/body/query'],
    ['{"query":"{greeting}","variables":[1]}', 'INVALID_INPUT', '#/body/variables'],
    ['{"query":"{greeting}","operationName":7}', 'INVALID_INPUT', '#/body/operationName'],
    ['{"query":"{greeting}","extensions":"x"}', 'INVALID_INPUT', '#/body/extensions'],
  ])('are problems with a pointer: %s', async (body, code, pointer) => {
    const response = await post().send(body).expect(400);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.body).toMatchObject({ code, errors: [{ pointer }], requestId: response.headers['x-request-id'] });
  });

  it('are refused for their size, type, method and taste', async () => {
    await post()
      .send(JSON.stringify({ query: `{ greeting(name: "${'x'.repeat(101_000)}") }` }))
      .expect(413);
    const form = await request(house.app).post('/graphql').type('form').send('query={greeting}').expect(415);
    expect(form.body.code).toBe('UNSUPPORTED_MEDIA_TYPE');
    for (const method of ['put', 'delete', 'patch', 'head'] as const) {
      const response = await request(house.app)[method]('/graphql').expect(405);
      expect(response.headers['allow']).toBe('GET, POST, OPTIONS');
    }
    await request(house.app).options('/graphql').expect(204);
    await post().set('Accept', 'text/html').send('{"query":"{greeting}"}').expect(406);
  });

  it('may read with GET, but not change anything', async () => {
    const get = (query: string) =>
      request(house.app).get('/graphql').query({ query }).set('X-CSRF', '1').set('X-Who', 'ada');
    expect((await get('{ greeting }').expect(200)).body.data.greeting).toBe('Hello you');
    const refused = await get('mutation { put(quantity: 1) }').expect(405);
    expect(refused.headers['allow']).toBe('POST');
    await get('').expect(400);
  });

  it.each([
    ['variables', '{"a":', '#/query/variables'],
    ['variables', '[1]', '#/query/variables'],
    ['variables', '7', '#/query/variables'],
    ['extensions', 'x', '#/query/extensions'],
  ])('are problems with GET too: %s=%s', async (name, value, pointer) => {
    const query = { query: '{ greeting }', [name]: value };
    const response = await request(house.app).get('/graphql').query(query).set('X-CSRF', '1').expect(400);
    expect(response.body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ pointer }] });
    expect(response.body.requestId).toBe(response.headers['x-request-id']);
  });

  it('are problems where a parameter comes twice', async () => {
    const twice = await request(house.app).get('/graphql?query={greeting}&query={left}').set('X-CSRF', '1').expect(400);
    expect(twice.body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ pointer: '#/query/query' }] });
  });

  it.each([
    'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/graphql-response+json;q=0.9, application/json;q=0.1',
    'text/html, application/json;q=0.1',
    '*/*',
    'application/*',
  ])('may accept %s', async (accept) => {
    const response = await ask('{ greeting }').set('Accept', accept).expect(200);
    expect(response.headers['content-type']).toMatch(/^application\/(json|graphql-response\+json); charset=utf-8$/);
  });

  it.each(['text/html', 'application/json; charset=latin1', 'application/json;q=0', 'image/*'])(
    'may not accept %s alone, and then nothing is done',
    async (accept) => {
      const refused = await ask('mutation { put(quantity: 1) }').set('X-Who', 'ada').set('Accept', accept).expect(406);
      expect(refused.body.code).toBe('NOT_ACCEPTABLE');
    },
  );

  it('are blocked without a header that forms and links cannot send', async () => {
    await request(house.app).get('/graphql').query({ query: '{ greeting }' }).expect(400);
  });
});

describe('limits', () => {
  const nested = (levels: number): string => `{ node ${'{ self '.repeat(levels)}{ name }${' }'.repeat(levels)} }`;
  const bomb = Array.from({ length: 12 }, (_, level) => {
    const inside = level === 11 ? 'name' : `a: self { ...F${level + 1} } b: self { ...F${level + 1} }`;
    return `fragment F${level} on Node { ${inside} }`;
  }).join('\n');

  it.each([
    ['too deep', nested(14), /levels of fields/],
    ['too many pairs', `{ node { ${'self { name } '.repeat(60)} } }`, /pairs of fields/],
    ['too many aliases', `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: __typename`).join(' ')} }`, /aliases/],
    ['too many fields', `{ ${Array.from({ length: 501 }, (_, n) => `f${n}`).join(' ')} }`, /more than 500 fields/],
    ['too much in few fragments', `{ node { ...F0 } } ${bomb}`, /aliases/],
    ['too long', `{ ${'greeting '.repeat(2_100)} }`, /tokens/],
    [
      'an endless fragment',
      '{ node { ...F } } fragment F on Node { self { ...F } }',
      /spread fragment "F" within itself/,
    ],
  ])('refuse what is %s', async (_, query, message) => {
    const response = await ask(query).expect(400);
    expect(response.body.errors.map((error: { message: string }) => error.message).join('\n')).toMatch(message);
  });

  it('list few of many errors', async () => {
    const response = await ask(`{ ${Array.from({ length: 50 }, (_, n) => `x${n}`).join(' ')} }`).expect(400);
    expect(response.body.errors.length).toBeLessThanOrEqual(6);
  });
});

describe('in production', () => {
  it('nothing is told that is only spelled alike', async () => {
    const parts: SchemaPart<OperationContext>[] = [
      {
        typeDefs:
          'enum Size { LARGE SMALL } type Query { shirt(size: Size, filter: Filter): String } input Filter { colour: String }',
        resolvers: {},
      },
    ];
    const options = { parts, access: { 'Query.shirt': publicAccess } };
    const text = 'query ($size: Size, $filter: Filter) { shirt(size: $size, filter: $filter) }';
    const answers = async (debug: boolean): Promise<string[]> => {
      const { app, close } = await start({ ...options, debug });
      const send = (body: object) => request(app).post('/graphql').send(body).expect(400);
      const responses = [
        await send({ query: text, variables: { size: 'LARG' } }),
        await send({ query: text, variables: { filter: { color: 'red' } } }),
        await send({ query: '{ shirt(size: LARG) }' }),
        await send({ query: '{ shirts }' }),
      ];
      await close();
      return responses.map(({ text: answer }) => answer);
    };
    for (const answer of await answers(true)) expect(answer).toContain('Did you mean');
    for (const answer of await answers(false)) expect(answer).not.toMatch(/Did you mean|LARGE|colour/);
  });
});

describe('in development', () => {
  let open: typeof house;
  beforeAll(async () => (open = await start({ debug: true })));
  afterAll(() => open.close());

  it('shows the schema, however deep that is asked', async () => {
    const ofType = 'ofType { '.repeat(9) + 'name' + ' }'.repeat(9);
    const query = `{ __schema { types { fields { args { type { ${ofType} } } } } } }`;
    const response = await request(open.app).post('/graphql').send({ query }).expect(200);
    expect(response.body.data.__schema.types.length).toBeGreaterThan(3);
  });

  it('does not take a field for introspection because of its alias', async () => {
    const query = `{ __schema: node ${'{ self '.repeat(14)}{ name }${' }'.repeat(14)} }`;
    await request(open.app).post('/graphql').send({ query }).expect(400);
  });

  it('tells what an answer cost to whoever asks', async () => {
    const response = await request(open.app)
      .post('/graphql')
      .set('Frontage-Debug', '1')
      .send({ query: '{ greeting }' });
    expect(response.headers['frontage-budget']).toMatch(/^calls=0;waves=0;bytes=0;ms=\d+$/);
    expect(response.body.extensions).toEqual({ cost: { estimated: 1, limit: 5_000, values: 1 } });
    const plain = await ask('{ greeting }').set('Frontage-Debug', '1');
    expect(plain.headers).not.toHaveProperty('frontage-budget');
  });
});
