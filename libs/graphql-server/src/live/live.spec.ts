import { jest } from '@jest/globals';
import { Failure } from '@frontage/errors';
import { createRuntime, type Authenticator, type LoginWatch } from '@frontage/http-server';
import { assemble, withoutLimits } from '@frontage/http-server/stack';
import {
  authenticate,
  compressed,
  failures,
  health,
  notFound,
  overload,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { createLogger } from '@frontage/observability';
import { permission, publicAccess, type Principal } from '@frontage/policy';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readEvents, type EventReader, type StreamRequest } from '../fake/event-reader.ts';
import { specBudgets, specLimits } from '../../test/spec-limits.ts';
import { createGraphqlServer, ticksOf, type OperationContext } from '../index.ts';
import type { SchemaPart } from '../schema.ts';

/** Counter that a subscription shows, and those who watch it. */
const world = {
  count: 0,
  text: '',
  failure: undefined as Failure | undefined,
  shown: 0,
  watches: new Set<() => void>(),
};
const change = (): void => {
  world.count += 1;
  for (const tell of world.watches) tell();
};

/** Logins by name: what a look at them finds, and those who wait for their end. */
const logins = new Map<
  string,
  { state: Awaited<ReturnType<LoginWatch['look']>> | Failure; listeners: Set<() => void> }
>();
const loginOf = (id: string) => {
  if (!logins.has(id)) logins.set(id, { state: 'lasts', listeners: new Set() });
  return logins.get(id)!;
};
const end = (id: string, state: Awaited<ReturnType<LoginWatch['look']>> | Failure): void => {
  loginOf(id).state = state;
  for (const listener of loginOf(id).listeners) listener();
};

/** Authenticates `X-Who: ada` as the customer ada, whose login can be ended. */
const authenticator: Authenticator = {
  name: 'who',
  openapi: { type: 'http' },
  challenge: 'Who',
  authenticate: ({ header }) => {
    const id = header('x-who');
    if (id === undefined) return { kind: 'absent' };
    const principal: Principal = { kind: 'customer', id, tier: 'standard' };
    const login = loginOf(id);
    const watch: LoginWatch = {
      id,
      look: async () => {
        if (login.state instanceof Failure) throw login.state;
        return login.state;
      },
      onEnd: (listener) => {
        login.listeners.add(listener);
        return () => void login.listeners.delete(listener);
      },
    };
    return { kind: 'authenticated', principal, watch };
  },
};

const show = () => {
  world.shown += 1;
  if (world.failure) throw world.failure;
  return { count: world.count, text: world.text };
};
const part: SchemaPart<OperationContext> = {
  typeDefs: `
    type Query { counter: Counter }
    type Mutation { add: Counter }
    type Subscription { counter(id: ID = "1"): Counter @cost(weight: "10"), secret: Counter, deaf: Counter }
    type Counter { count: Int!, text: String, flaky: Int }
  `,
  resolvers: {
    Query: { counter: show },
    Mutation: { add: () => (change(), show()) },
    Subscription: {
      counter: {
        subscribe: () =>
          ticksOf((changed) => {
            world.watches.add(changed);
            return () => void world.watches.delete(changed);
          }),
        resolve: (_: unknown, { id }: { id: string }) => {
          if (id !== '1') throw new Failure('NOT_FOUND', 'There is no such counter.');
          return show();
        },
      },
      secret: { subscribe: () => ticksOf(() => () => undefined), resolve: show },
      deaf: {
        subscribe: () => {
          throw new Failure('INVALID_INPUT', 'Never.');
        },
      },
    },
  },
};

const lines: string[] = [];
const log = createLogger({ name: 'spec', level: 'info', destination: { write: (line) => lines.push(line) } });
const runtime = createRuntime('spec');
let close: () => Promise<void>;
let server: Awaited<ReturnType<typeof createGraphqlServer<OperationContext>>>;
let origin: string;
const sockets = new Set<Socket>();
const heartbeatMs = 15_000;

async function start(): Promise<void> {
  server = await createGraphqlServer<OperationContext>({
    parts: [part],
    access: {
      'Query.counter': publicAccess,
      'Mutation.add': publicAccess,
      'Subscription.counter': publicAccess,
      'Subscription.secret': permission('order:list'),
      'Subscription.deaf': publicAccess,
    },
    contextOf: (operation) => operation,
    challenge: 'Who',
    limits: specLimits,
    live: { limits: { perLogin: 2, perAddress: 120, perInstance: 121 }, heartbeatMs, metrics: runtime.metrics },
    budgets: specBudgets,
    log,
    debug: true,
  });
  const http = createServer(
    assemble([
      requestContext({ log, metrics: runtime.metrics, debug: false }),
      health({ state: () => 'serving' }),
      overload({ log, maxInFlight: 2, longLived: ['/graphql/stream'], lag: { lagMs: 0, touch: () => undefined } }),
      securityHeaders(),
      compressed(),
      authenticate([authenticator]),
      withoutLimits('a spec of streams'),
      server.stage,
      notFound(),
      failures(),
    ]),
  );
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  close = async () => {
    await server.close();
    await new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  };
}

beforeAll(start);
afterAll(() => close());
beforeEach(() => {
  Object.assign(world, { text: '', failure: undefined });
  logins.clear();
});

const counter = { query: 'subscription { counter { count } }' };
const open = (options: Partial<StreamRequest> = {}): Promise<EventReader> =>
  readEvents({ url: `${origin}/graphql/stream`, body: counter, ...options });
/** Asks where answers are single. */
const single = (body: object): Promise<EventReader> =>
  open({ url: `${origin}/graphql`, body, headers: { accept: 'application/json' } });
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise(setImmediate);
};
const gone = (): Promise<void> => until(() => server.openStreams === 0 && world.watches.size === 0);
const metric = async (name: string): Promise<number> =>
  Number(
    new RegExp(`^${name.replaceAll(/[{}]/g, '\\$&')} (\\d+)$`, 'm').exec((await runtime.metrics.expose()).text)?.[1] ??
      0,
  );

describe('a stream', () => {
  it('shows the state of now, and the state after each change', async () => {
    const reader = await open();
    expect([reader.status, reader.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(reader.headers).toMatchObject({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    expect(reader.headers).not.toHaveProperty('content-encoding');
    expect(await reader.result()).toEqual({ data: { counter: { count: world.count } } });
    change();
    expect(await reader.result()).toEqual({ data: { counter: { count: world.count } } });
    expect(await metric('event_streams_open')).toBe(1);
    expect(reader.text).toMatch(/^retry: \d+\n\n/);
    await reader.close();
    await gone();
    expect(await metric('event_streams_open')).toBe(0);
    expect(await metric('event_streams_closed_total{reason="client"}')).toBeGreaterThan(0);
    await until(() => lines.some((line) => line.includes('"closed":"client"')));
  });

  it('merges changes that come faster than it may send, and loses none', async () => {
    const reader = await open();
    await reader.result();
    const before = world.shown;
    for (let time = 0; time < 1_000; time += 1) change();
    const seen = [];
    do seen.push((await reader.result()).data.counter.count);
    while (seen.at(-1) !== world.count);
    expect(world.shown - before).toBeLessThan(10);
    await reader.close();
  });

  it('sends nothing that the client has, and has an id that any instance would give', async () => {
    const [one, other] = [await open(), await open()];
    const [first, same] = [await one.next(), await other.next()];
    expect(first!.id).toMatch(/^[\w-]{22}$/);
    expect(same!.id).toBe(first!.id);
    await one.close();
    // The state is the same as before.
    const again = await open({ headers: { 'last-event-id': first!.id! } });
    change();
    const next = await again.next();
    expect(JSON.parse(next!.data)).toEqual({ data: { counter: { count: world.count } } });
    await again.close();
    // The state is another one; and an id that was never given out.
    for (const id of [first!.id!, 'of another time']) {
      const late = await open({ headers: { 'last-event-id': id } });
      expect((await late.next())!.id).toBe(next!.id);
      await late.close();
    }
    await other.close();
  });

  it('keeps its state through an outage, and catches up at the next heartbeat', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
    try {
      const reader = await open();
      await reader.result();
      world.failure = new Failure('UNAVAILABLE', 'The service is away.');
      const before = world.shown;
      change();
      await until(() => world.shown > before);
      world.failure = undefined;
      jest.advanceTimersByTime(heartbeatMs);
      await reader.until(':\n\n');
      jest.advanceTimersByTime(heartbeatMs);
      expect(await reader.result()).toEqual({ data: { counter: { count: world.count } } });
      await reader.close();
      await gone();
    } finally {
      jest.useRealTimers();
    }
  });

  it('is not counted as load', async () => {
    const readers = await Promise.all(Array.from({ length: 5 }, () => open()));
    const answer = await single({ query: '{ counter { count } }' });
    expect(answer.status).toBe(200);
    await answer.rest();
    await Promise.all(readers.map((reader) => reader.close()));
  });

  describe('whose client takes nothing', () => {
    let slow: EventReader;
    let quick: EventReader;
    /** Makes a change, and waits until the quick one has it. Returns how many were executed for it. */
    const step = async (): Promise<number> => {
      const before = world.shown;
      change();
      jest.advanceTimersByTime(300);
      await quick.result();
      return world.shown - before;
    };
    beforeEach(async () => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
      world.text = 'x'.repeat(1_900_000);
      slow = await open({ body: { query: 'subscription { counter { count text } }' } });
      quick = await open();
      await Promise.all([slow.result(), quick.result()]);
      slow.incoming.pause();
      // Until the buffers on the way are full.
      for (let alone = 0; alone < 3;) alone = (await step()) === 1 ? alone + 1 : 0;
    });
    afterEach(async () => {
      jest.useRealTimers();
      jest.restoreAllMocks();
      await Promise.all([slow.close(), quick.close()]);
      await gone();
    });

    it('holds one state for it, and has the newest when it goes on', async () => {
      for (let time = 0; time < 5; time += 1) expect(await step()).toBe(1);
      expect(Math.max(...[...sockets].map((socket) => socket.writableLength))).toBeLessThan(4_000_000);
      slow.incoming.resume();
      for (let last; last !== world.count;) last = (await slow.result()).data.counter.count;
    });

    it('is cut after a minute', async () => {
      const before = await metric('event_streams_closed_total{reason="slow"}');
      jest.advanceTimersByTime(heartbeatMs);
      jest.spyOn(performance, 'now').mockImplementation(() => Number.MAX_SAFE_INTEGER);
      jest.advanceTimersByTime(heartbeatMs);
      expect(await metric('event_streams_closed_total{reason="slow"}')).toBe(before + 1);
      slow.incoming.resume();
      await slow.rest();
    });
  });
});

describe('a stream ends', () => {
  it('with its login, and says so', async () => {
    const reader = await open({ headers: { 'x-who': 'ada' } });
    await reader.result();
    end('ada', 'over');
    expect(await reader.result()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await reader.next())!.event).toBe('complete');
    expect(await reader.next()).toBeUndefined();
    expect(logins.get('ada')!.listeners.size).toBe(0);
  });

  it('before it would show anything of a login that is over elsewhere', async () => {
    const reader = await open({ headers: { 'x-who': 'ada' } });
    await reader.result();
    loginOf('ada').state = 'over';
    const before = world.shown;
    change();
    expect(await reader.result()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(world.shown).toBe(before);
  });

  it.each([
    ['is another person’s kind now', 'changed' as const, 'login'],
    ['cannot be looked at', new Failure('UNAVAILABLE', 'The store is away.'), 'unavailable'],
  ])('without complete when its login %s: the client comes back', async (_, state, reason) => {
    const before = await metric(`event_streams_closed_total{reason="${reason}"}`);
    const reader = await open({ headers: { 'x-who': 'ada' } });
    await reader.result();
    end('ada', state);
    expect(await reader.next()).toBeUndefined();
    expect(reader.text.match(/^retry: /gm)).toHaveLength(2);
    await until(() => server.openStreams === 0);
    expect(await metric(`event_streams_closed_total{reason="${reason}"}`)).toBe(before + 1);
  });
});

describe('a request for a stream', () => {
  const errorsIn = (text: string) => (JSON.parse(text) as { errors: { extensions: object }[] }).errors;

  it.each([
    ['nothing about streams', { accept: '*/*' }, 406, 'NOT_ACCEPTABLE'],
    ['JSON alone', { accept: 'application/json' }, 406, 'NOT_ACCEPTABLE'],
    ['another media type of its body', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('is refused that has %s', async (_, headers, status, code) => {
    const reader = await open({ headers });
    expect(reader.status).toBe(status);
    expect(JSON.parse(await reader.rest())).toMatchObject({ code, requestId: expect.any(String) });
  });

  const wrong: [string, object, string, number][] = [
    ['no GraphQL', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED', 400],
    ['an unknown field', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED', 400],
    ['two fields', { query: 'subscription { counter { count } deaf { count } }' }, 'GRAPHQL_VALIDATION_FAILED', 400],
    ['a wrong variable', { query: 'subscription ($id: ID!) { counter(id: $id) { count } }' }, 'BAD_USER_INPUT', 400],
    ['a name that it has not', { ...counter, operationName: 'A' }, 'OPERATION_RESOLUTION_FAILURE', 400],
    ['no right to it', { query: 'subscription { secret { count } }' }, 'UNAUTHENTICATED', 401],
    ['arguments that are refused', { query: 'subscription { deaf { count } }' }, 'INVALID_INPUT', 200],
  ];
  it.each(wrong)('is answered in the stream, as its protocol has it: %s', async (_, body, code, status) => {
    const before = world.shown;
    const reader = await open({ body });
    expect(reader.status).toBe(200);
    expect(await reader.result()).toMatchObject({ errors: [{ extensions: { code, requestId: expect.any(String) } }] });
    expect(await reader.next()).toEqual({ event: 'complete', data: '', id: undefined });
    expect(await reader.next()).toBeUndefined();
    // A client that takes JSON as well gets a status.
    if (status === 200) return;
    const told = await open({ body, headers: { accept: 'text/event-stream, application/json' } });
    expect([told.status, told.headers['content-type']]).toEqual([status, 'application/json; charset=utf-8']);
    expect(errorsIn(await told.rest())[0]!.extensions).toMatchObject({ code, requestId: expect.any(String) });
    expect([world.shown, server.openStreams]).toEqual([before, 0]);
  });

  it('ends with the first event when there will be no other', async () => {
    const reader = await open({ body: { query: 'subscription { counter(id: "2") { count } }' } });
    expect(await reader.result()).toMatchObject({
      data: { counter: null },
      errors: [{ extensions: { code: 'NOT_FOUND' }, path: ['counter'] }],
    });
    expect((await reader.next())!.event).toBe('complete');
    await gone();
  });

  it('has a status that clients repeat, when a service is away at its begin', async () => {
    world.failure = new Failure('UNAVAILABLE', 'The service is away.', { retryAfterMs: 2_000 });
    const reader = await open();
    expect([reader.status, reader.headers['retry-after']]).toEqual([503, '2']);
    expect(errorsIn(await reader.rest())[0]!.extensions).toMatchObject({ code: 'UNAVAILABLE' });
    await gone();
  });

  it('may be any operation: the one result of queries and mutations, and the end', async () => {
    for (const query of ['{ counter { count } }', 'mutation { add { count } }']) {
      const reader = await open({ body: { query } });
      expect(Object.values((await reader.result()).data)).toEqual([{ count: world.count }]);
      expect((await reader.next())!.event).toBe('complete');
    }
    const added = world.count;
    const get = await open({
      url: `${origin}/graphql/stream?query=${encodeURIComponent('mutation { add { count } }')}`,
      body: undefined,
    });
    expect(await get.result()).toMatchObject({ errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
    expect(world.count).toBe(added);
  });

  it('may be a GET, whose parameters are checked', async () => {
    const url = `${origin}/graphql/stream`;
    const query = 'subscription C($id: ID) { counter(id: $id) { count } }';
    const search = new URLSearchParams({ query, variables: '{"id":"1"}', operationName: 'C' });
    const reader = await open({ url: `${url}?${search.toString()}`, body: undefined });
    expect(await reader.result()).toEqual({ data: { counter: { count: world.count } } });
    await reader.close();
    const none = await open({ url, body: undefined });
    expect(await none.result()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    const odd = await open({ url: `${url}?query=a&variables=1`, body: undefined });
    expect(odd.status).toBe(400);
    expect(JSON.parse(await odd.rest())).toMatchObject({ errors: [{ pointer: '#/query/variables' }] });
    await gone();
  });

  it('is refused beyond the bound of its login, of its network, and of the instance', async () => {
    const before = world.shown;
    const own = [];
    for (let time = 0; time < 2; time += 1) own.push(await open({ headers: { 'x-who': 'ada' } }));
    const third = await open({ headers: { 'x-who': 'ada' } });
    expect([third.status, third.headers['retry-after']]).toEqual([429, '10']);
    expect(JSON.parse(await third.rest())).toMatchObject({
      code: 'RATE_LIMITED',
      reason: 'TOO_MANY_STREAMS',
      requestId: expect.any(String),
    });
    expect(world.shown).toBe(before + 2);
    await Promise.all(own.map((reader) => reader.close()));
    await gone();
    const visitors = await Promise.all(Array.from({ length: 120 }, () => open()));
    expect((await open()).status).toBe(429);
    const bob = await open({ headers: { 'x-who': 'bob' } });
    expect(bob.status).toBe(200);
    expect((await open({ headers: { 'x-who': 'eve' } })).status).toBe(429);
    await Promise.all([...visitors, bob].map((reader) => reader.close()));
    await gone();
    const next = await open();
    expect(next.status).toBe(200);
    await next.close();
  });
});

describe('a subscription where answers are single', () => {
  it('is refused, and told where to go', async () => {
    const answer = await single(counter);
    expect(answer.status).toBe(400);
    expect(JSON.parse(await answer.rest())).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('/stream'),
          extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) },
        },
      ],
    });
  });
});

describe('after a thousand clients', () => {
  it('nothing is left: no stream, no watch, no timer, no listener of a login', async () => {
    await gone();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
    try {
      for (let round = 0; round < 10; round += 1) {
        const readers = await Promise.all(
          Array.from({ length: 100 }, (_, index) => open({ headers: index === 0 ? { 'x-who': `who-${round}` } : {} })),
        );
        expect([server.openStreams, world.watches.size]).toEqual([100, 100]);
        await Promise.all(readers.map((reader) => reader.result()));
        change();
        // Some leave while they are answered, others after it.
        await Promise.all(readers.slice(50).map((reader) => reader.result()));
        await Promise.all(readers.map((reader) => reader.close()));
        await gone();
      }
      expect(jest.getTimerCount()).toBe(0);
      expect([...logins.values()].reduce((sum, { listeners }) => sum + listeners.size, 0)).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('a drain', () => {
  it('ends every stream without complete, with a hint when to come back, and begins no other', async () => {
    const readers = [await open(), await open({ headers: { 'x-who': 'ada' } })];
    for (const reader of readers) await reader.result();
    server.endStreams();
    for (const reader of readers) {
      expect(await reader.next()).toBeUndefined();
      expect(reader.text.match(/^retry: \d+$/gm)).toHaveLength(2);
      expect(reader.text).not.toContain('complete');
    }
    const late = await open();
    expect([late.status, late.headers['retry-after']]).toEqual([503, '1']);
    expect(await metric('event_streams_closed_total{reason="drain"}')).toBe(2);
    await gone();
  });
});
