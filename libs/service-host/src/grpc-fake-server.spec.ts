import { Failure, failureTable, type FailureCode } from '@frontage/errors';
import {
  Client,
  credentials,
  Metadata,
  status as Status,
  type ClientReadableStream,
  type MethodDefinition,
  type ServiceDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import { once } from 'node:events';
import { host, testIdentity, type GrpcFake, type GrpcMethod, type Hosted, type ServiceContext } from './index.ts';
import type { HostOptions } from './host.ts';

/** A service without a .proto file: messages are JSON instead of protobuf, which gRPC allows. */
const method = (name: string, responseStream: boolean): MethodDefinition<unknown, unknown> => ({
  path: `/spec.Things/${name}`,
  requestStream: false,
  responseStream,
  requestSerialize: (value) => Buffer.from(JSON.stringify(value)),
  requestDeserialize: (bytes) => JSON.parse(bytes.toString()) as unknown,
  responseSerialize: (value) => Buffer.from(JSON.stringify(value)),
  responseDeserialize: (bytes) => bytes.toString('latin1'),
});
const definition: ServiceDefinition = { Get: method('Get', false), Follow: method('Follow', true) };

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

type Handlers = {
  readonly [Name in 'Get' | 'Follow']?: Extract<
    GrpcMethod,
    { kind: Name extends 'Get' ? 'unary' : 'stream' }
  >['handle'];
};

const fakeThings = ({ Get, Follow }: Handlers): GrpcFake => ({
  protocol: 'grpc',
  name: 'things',
  definition,
  methods: {
    Get: {
      kind: 'unary',
      handle:
        Get ?? ((message, { caller, idempotencyKey, budgetMs }) => ({ message, caller, idempotencyKey, budgetMs })),
    },
    Follow: { kind: 'stream', handle: Follow ?? (() => from([])) },
  },
});

async function* from(messages: Iterable<object>): AsyncGenerator<object> {
  yield* messages;
}

interface Opened {
  readonly hosted: Hosted;
  /** Calls Get; returns the answer as text. */
  get(message?: object, headers?: Record<string, string>): Promise<string>;
  follow(headers?: Record<string, string>): ClientReadableStream<string>;
  readonly client: Client;
}

const [ours, theirs] = [await testIdentity('things'), await testIdentity('others')];
const token = { authorization: `Bearer ${ours}` };

async function open(handlers: Handlers = {}, options: HostOptions = {}): Promise<Opened> {
  const hosted = await host(fakeThings(handlers), options);
  const client = new Client(hosted.url.slice('grpc://'.length), credentials.createInsecure(), {
    'grpc.max_receive_message_length': 10_000_000,
    'grpc.initial_reconnect_backoff_ms': 20,
    'grpc.max_reconnect_backoff_ms': 20,
  });
  opened.push(hosted, client);
  const metadataOf = (headers: Record<string, string>): Metadata => {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries({ ...token, ...headers })) metadata.set(name, value);
    return metadata;
  };
  const { path, requestSerialize, responseDeserialize } = definition['Get'] as MethodDefinition<object, string>;
  return {
    hosted,
    client,
    get: (message = {}, headers = {}) =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          message,
          metadataOf(headers),
          (error, answer) => (error ? reject(error) : resolve(answer!)),
        );
      }),
    follow: (headers = {}) =>
      client.makeServerStreamRequest(
        '/spec.Things/Follow',
        requestSerialize,
        responseDeserialize,
        {},
        metadataOf(headers),
      ),
  };
}

const errorOf = async (attempt: Promise<unknown>): Promise<ServiceError> => {
  const error = await attempt.then(() => undefined).catch((thrown: unknown) => thrown);
  return error as ServiceError;
};
const collect = async (stream: ClientReadableStream<string>): Promise<unknown[]> =>
  (await stream.toArray()).map((text: string) => JSON.parse(text) as unknown);

/** Resolves with the context of the next call. Its handler then waits until the client has gone, and fails. */
function waitingHandler(): {
  readonly handle: (message: unknown, context: ServiceContext) => Promise<object>;
  readonly called: Promise<ServiceContext>;
} {
  const { promise: called, resolve } = Promise.withResolvers<ServiceContext>();
  return {
    called,
    handle: async (_, context) => {
      resolve(context);
      if (!context.signal.aborted) await once(context.signal, 'abort');
      throw new Error('the work was cut short');
    },
  };
}

describe('a hosted gRPC service', () => {
  it('is named by a grpc URL, and hands a call over with caller and key', async () => {
    const { hosted, get } = await open();
    expect(hosted.url).toMatch(/^grpc:\/\/127\.0\.0\.1:\d+$/);
    const answer = await get(
      { id: 'a' },
      { 'frontage-caller': 'partner:acme', 'idempotency-key': '"k-1"', 'frontage-deadline-ms': 'soon' },
    );
    expect(JSON.parse(answer)).toEqual({
      message: { id: 'a' },
      caller: { kind: 'partner', id: 'acme' },
      idempotencyKey: 'k-1',
    });
  });

  it('counts the call that is under way, until its client leaves', async () => {
    const { handle, called } = waitingHandler();
    const { hosted, client, get } = await open({ Get: handle });
    const answer = errorOf(get());
    await called;
    expect(hosted.traffic).toMatchObject({ calls: 1, open: 1 });
    client.close();
    hosted.faults.set({ down: true });
    await answer;
    while (hosted.traffic.open > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('streams until the handler is done', async () => {
    const { follow } = await open({ Follow: () => from([{ n: 1 }, { n: 2 }]) });
    expect(await collect(follow())).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('does not read ahead of a client that reads slowly', async () => {
    function* forever() {
      for (let n = 1; ; n += 1) yield { n };
    }
    const { follow } = await open({ Follow: () => from(forever()) });
    const read: string[] = [];
    for await (const text of follow() as AsyncIterable<string>) {
      read.push(text);
      if (read.length === 3) break;
    }
    expect(read).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  });

  it('counts one connection for many calls', async () => {
    const { hosted, get } = await open();
    await Promise.all([get(), get(), get()]);
    await get();
    expect(hosted.connections).toBe(1);
  });

  it('does not know other methods', async () => {
    const { client } = await open();
    const unknown = new Promise((resolve, reject) => {
      const same = (value: Buffer): Buffer => value;
      client.makeUnaryRequest('/spec.Things/Other', same, same, Buffer.alloc(0), (error) =>
        error ? reject(error) : resolve(undefined),
      );
    });
    expect((await errorOf(unknown)).code).toBe(Status.UNIMPLEMENTED);
  });

  it('closes under an open stream', async () => {
    const { hosted, follow } = await open({
      Follow: async function* (_, { signal }) {
        yield { n: 1 };
        await once(signal, 'abort');
      },
    });
    const stream = follow();
    await once(stream, 'data');
    const failed = once(stream, 'error');
    await hosted.close();
    expect(await failed).toMatchObject([{ code: expect.any(Number) as number }]);
  });
});

describe('who may call', () => {
  it.each<[what: string, headers: Record<string, string>, status: Status]>([
    ['no token', { authorization: '' }, Status.UNAUTHENTICATED],
    ['a token for another service', { authorization: `Bearer ${theirs}` }, Status.UNAUTHENTICATED],
    ['a caller that is none', { 'frontage-caller': 'root:ada' }, Status.INVALID_ARGUMENT],
    ['a key that is none', { 'idempotency-key': 'a b' }, Status.INVALID_ARGUMENT],
  ])('not one with %s, in calls and streams', async (_, headers, status) => {
    const { get, follow } = await open();
    expect((await errorOf(get({}, headers))).code).toBe(status);
    expect((await errorOf(collect(follow(headers)))).code).toBe(status);
  });

  it('is refused for others when the client may only speak for itself', async () => {
    const { get } = await open({}, { authorize: async () => ({ clientId: 'plain', mayAct: false }) });
    const refused = await errorOf(get({}, { 'frontage-caller': 'customer:ada' }));
    expect([refused.code, refused.metadata.get('frontage-reason')]).toEqual([
      Status.PERMISSION_DENIED,
      ['MAY_NOT_ACT'],
    ]);
    expect(JSON.parse(await get())).toMatchObject({ caller: { kind: 'anonymous' } });
  });
});

describe('what goes wrong inside', () => {
  const expected: Partial<Record<FailureCode, Status>> = {
    MALFORMED_REQUEST: Status.INVALID_ARGUMENT,
    INVALID_INPUT: Status.INVALID_ARGUMENT,
    UNPROCESSABLE: Status.OUT_OF_RANGE,
    UNAUTHENTICATED: Status.UNAUTHENTICATED,
    FORBIDDEN: Status.PERMISSION_DENIED,
    NOT_FOUND: Status.NOT_FOUND,
    CONFLICT: Status.FAILED_PRECONDITION,
    RATE_LIMITED: Status.RESOURCE_EXHAUSTED,
    UNAVAILABLE: Status.UNAVAILABLE,
    DEADLINE_EXCEEDED: Status.DEADLINE_EXCEEDED,
  };

  it('has a status for each failure, and INTERNAL for the rest', async () => {
    let code: FailureCode = 'NOT_FOUND';
    const { get } = await open(
      {
        Get: () => {
          throw new Failure(code, 'Said so.', { reason: 'SAID_SO' });
        },
      },
      { onUnexpected: () => undefined },
    );
    for (code of Object.keys(failureTable) as FailureCode[]) {
      const error = await errorOf(get());
      expect([code, error.code]).toEqual([code, expected[code] ?? Status.INTERNAL]);
      expect([error.details, error.metadata.get('frontage-reason')]).toEqual(['Said so.', ['SAID_SO']]);
    }
  });

  it('reaches the client after what was streamed before it', async () => {
    const { follow } = await open({
      Follow: async function* () {
        yield { n: 1 };
        throw new Failure('CONFLICT', 'Full.', { reason: 'FULL' });
      },
    });
    const stream = follow();
    const read: string[] = [];
    stream.on('data', (text: string) => read.push(text));
    const [error] = (await once(stream, 'error')) as [ServiceError];
    expect(read).toEqual(['{"n":1}']);
    expect([error.code, error.details]).toEqual([Status.FAILED_PRECONDITION, 'Full.']);
    expect(error.metadata.get('frontage-reason')).toEqual(['FULL']);
  });

  it('is told to the host, and masked for the client', async () => {
    const told: unknown[] = [];
    const boom = new TypeError('secret detail');
    const bug = (): never => {
      throw boom;
    };
    const { get, follow } = await open({ Get: bug, Follow: bug }, { onUnexpected: (...all) => told.push(...all) });
    for (const attempt of [get(), collect(follow())]) {
      const error = await errorOf(attempt);
      expect([error.code, error.details]).toEqual([Status.INTERNAL, 'An unexpected error occurred.']);
    }
    expect(told).toEqual(['things', boom, 'things', boom]);
  });

  it('ends with the client: the signal aborts, and whatever that breaks is nobody’s business', async () => {
    const told: unknown[] = [];
    const { called, handle } = waitingHandler();
    const { get, follow } = await open(
      {
        Follow: async function* (message, context) {
          yield { n: 1 };
          yield await handle(message, context);
        },
      },
      { onUnexpected: (...all) => told.push(...all) },
    );
    const stream = follow();
    stream.on('error', () => undefined);
    stream.resume();
    const { signal } = await called;
    expect(signal.aborted).toBe(false);
    stream.cancel();
    if (!signal.aborted) await once(signal, 'abort');
    await get();
    expect(told).toEqual([]);
  });

  it('ends with the client in a single call, too', async () => {
    const told: unknown[] = [];
    const { called, handle } = waitingHandler();
    const { client, hosted } = await open({ Get: handle }, { onUnexpected: (...all) => told.push(...all) });
    const { path, requestSerialize, responseDeserialize } = definition['Get'] as MethodDefinition<object, string>;
    const metadata = new Metadata();
    metadata.set('authorization', token.authorization);
    const ended = Promise.withResolvers<ServiceError | null>();
    const call = client.makeUnaryRequest(path, requestSerialize, responseDeserialize, {}, metadata, ended.resolve);
    const { signal } = await called;
    call.cancel();
    expect((await ended.promise)?.code).toBe(Status.CANCELLED);
    if (!signal.aborted) await once(signal, 'abort');
    await hosted.close();
    expect(told).toEqual([]);
  });
});

describe('the faults of gRPC', () => {
  it('latency', async () => {
    const { hosted, get } = await open();
    hosted.faults.set({ latencyMs: 40 });
    const startedAt = performance.now();
    await get();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(39);
  });

  it.each([
    [400, Status.INVALID_ARGUMENT],
    [404, Status.NOT_FOUND],
    [409, Status.FAILED_PRECONDITION],
    [429, Status.RESOURCE_EXHAUSTED],
    [500, Status.INTERNAL],
    [503, Status.UNAVAILABLE],
    [504, Status.DEADLINE_EXCEEDED],
  ])('the status that %i stands for, in calls and streams', async (http, grpc) => {
    const { hosted, get, follow } = await open();
    hosted.faults.set({ status: http });
    expect((await errorOf(get())).code).toBe(grpc);
    expect((await errorOf(collect(follow()))).code).toBe(grpc);
  });

  it('hanging up', async () => {
    const { hosted, get } = await open();
    hosted.faults.set({ hangUp: true });
    expect((await errorOf(get())).code).toBe(Status.UNAVAILABLE);
  });

  it('messages that are not what the contract says', async () => {
    const { hosted, get, follow } = await open({ Follow: () => from([{ n: 1 }]) });
    hosted.faults.set({ corrupt: true });
    expect(await get()).toBe('\x0f\xff\xff');
    expect(await follow().toArray()).toEqual(['\x0f\xff\xff']);
  });

  it('messages of any size', async () => {
    const { hosted, get } = await open();
    hosted.faults.set({ oversizeBytes: 3_000_001 });
    expect((await get()).length).toBe(3_000_001);
  });

  it('down: open calls end, new ones get nothing, and all is well once cleared', async () => {
    const { called, handle } = waitingHandler();
    const { hosted, get, client } = await open({ Get: handle }, { onUnexpected: () => undefined });
    const waiting = errorOf(get());
    await called;
    hosted.faults.set({ down: true });
    expect((await waiting).code).toBe(Status.UNAVAILABLE);
    expect((await errorOf(get())).code).toBe(Status.UNAVAILABLE);
    hosted.faults.clear();
    await new Promise<void>((resolve, reject) =>
      client.waitForReady(Date.now() + 5_000, (error) => (error ? reject(error) : resolve())),
    );
    expect(hosted.connections).toBe(2);
  });
});
