import { newCall, type Call } from '@frontage/call';
import { newTrace, parseTraceparent } from '@frontage/call/headers';
import { toEndpoint, type Resolver, type Watcher } from '@frontage/discovery';
import { host, testIdentity, type GrpcFake, type GrpcMethod, type Hosted } from '@frontage/service-host';
import {
  compressionAlgorithms,
  Metadata,
  Server,
  ServerCredentials,
  status as Status,
  type MethodDefinition,
  type ServerOptions,
  type ServiceDefinition,
  type UntypedServiceImplementation,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { parseServiceLocation, type UpstreamEvent } from '../index.ts';
import { createGrpcUpstream, defineGrpcOperation, type GrpcUpstreamOptions } from './index.ts';
import type { GrpcUpstream } from './grpc-upstream.ts';
import { unprotected } from '../outbound.ts';

/** Method without a .proto file: JSON instead of protobuf, which gRPC allows. */
const method = (name: string, responseStream: boolean): MethodDefinition<unknown, unknown> => {
  const toBytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
  const fromBytes = (bytes: Buffer): unknown => JSON.parse(bytes.toString());
  return {
    path: `/spec.Things/${name}`,
    requestStream: false,
    responseStream,
    requestSerialize: toBytes,
    requestDeserialize: fromBytes,
    responseSerialize: toBytes,
    responseDeserialize: fromBytes,
  };
};
const definition: ServiceDefinition = { Get: method('Get', false), Follow: method('Follow', true) };

const thing = z.object({ n: z.number() });
const get = defineGrpcOperation({ name: 'things.get', method: 'Get', idempotent: true, response: thing });
const follow = defineGrpcOperation({ name: 'things.follow', method: 'Follow', idempotent: true, response: thing });

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

function connectTo(url: string, options: Partial<GrpcUpstreamOptions> = {}): GrpcUpstream {
  const upstream = createGrpcUpstream({
    service: 'things',
    location: parseServiceLocation(url),
    identity: testIdentity,
    ...unprotected,
    definition,
    ...options,
  });
  opened.push(upstream);
  return upstream;
}

type Handle<Kind extends GrpcMethod['kind']> = Extract<GrpcMethod, { kind: Kind }>['handle'];

async function open(
  handlers: { readonly Get?: Handle<'unary'>; readonly Follow?: Handle<'stream'> } = {},
  options: Partial<GrpcUpstreamOptions> = {},
): Promise<{ hosted: Hosted; upstream: GrpcUpstream }> {
  const fake: GrpcFake = {
    protocol: 'grpc',
    name: 'things',
    definition,
    methods: {
      Get: { kind: 'unary', handle: handlers.Get ?? (() => ({ n: 1 })) },
      Follow: {
        kind: 'stream',
        handle:
          handlers.Follow ??
          async function* () {
            yield { n: 1 };
          },
      },
    },
  };
  const hosted = await host(fake);
  opened.push(hosted);
  return { hosted, upstream: connectTo(hosted.url, options) };
}

/** Raw gRPC server, for misbehaviour, and to see the requests it receives. */
async function serve(handlers: UntypedServiceImplementation, options: ServerOptions = {}): Promise<string> {
  const server = new Server(options);
  server.addService(definition, handlers);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  opened.push({ close: () => server.forceShutdown() });
  return `grpc://127.0.0.1:${port}`;
}

const collect = async (stream: AsyncIterable<unknown>): Promise<unknown[]> => {
  const all: unknown[] = [];
  for await (const message of stream) all.push(message);
  return all;
};

/** Address without a listener. */
async function closedAddress(): Promise<string> {
  const server = new Server();
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  server.forceShutdown();
  return `127.0.0.1:${port}`;
}

const causeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => undefined,
    (error: Error) => (error.cause as Error | undefined)?.message,
  );

describe('what the service sees', () => {
  async function openRecorder() {
    const seen: { headers: Record<string, unknown>; deadlineMs: number }[] = [];
    const note = (call: Pick<ServerUnaryCall<unknown, unknown>, 'metadata' | 'getDeadline'>): void => {
      seen.push({ headers: call.metadata.getMap(), deadlineMs: Number(call.getDeadline()) - Date.now() });
    };
    const url = await serve({
      Get: (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>) => {
        note(call);
        callback(null, { n: 1 });
      },
      Follow: (call: ServerWritableStream<unknown, unknown>) => {
        note(call);
        call.end();
      },
    });
    return { seen, upstream: connectTo(url, { attemptTimeoutMs: 2_000 }) };
  }

  it('is who calls, for whom, in which trace, and how long it has', async () => {
    const { seen, upstream } = await openRecorder();
    const call = newCall({ caller: { kind: 'partner', id: 'acme' }, trace: newTrace(true), budgetMs: 1_000 });
    await upstream.send(get, {}, call);
    const { headers, deadlineMs } = seen[0]!;
    expect(headers).toMatchObject({ authorization: 'Bearer test-token-for-things', 'frontage-caller': 'partner:acme' });
    expect(parseTraceparent(headers['traceparent'] as string)).toMatchObject({
      traceId: call.trace.traceId,
      spanId: expect.not.stringContaining(call.trace.spanId),
      sampled: true,
    });
    expect(Number(headers['frontage-deadline-ms'])).toBeLessThanOrEqual(950);
    expect(Number(headers['frontage-deadline-ms'])).toBeGreaterThan(500);
    // grpc-timeout is rounded up to whole units on the way.
    expect(deadlineMs).toBeLessThanOrEqual(1_000);
    expect(deadlineMs).toBeGreaterThan(400);
  });

  it('is never more time than one attempt may take; a stream has no such end', async () => {
    const { seen, upstream } = await openRecorder();
    await upstream.send(get, {}, newCall({ budgetMs: 60_000 }));
    await collect(upstream.stream(follow, {}, newCall({ budgetMs: 60_000 })));
    expect(seen[0]!.deadlineMs).toBeLessThanOrEqual(2_050);
    expect(seen[1]!.deadlineMs).toBe(Infinity);
    expect(seen[1]!.headers).toMatchObject({ 'frontage-caller': 'anonymous' });
  });
});

describe('a status', () => {
  const cases: [keyof typeof Status, object][] = [
    ['CANCELLED', { code: 'UPSTREAM_FAILED', message: 'A service failed.', reason: undefined }],
    ['UNKNOWN', { code: 'UPSTREAM_FAILED', message: 'A service failed.', reason: undefined }],
    ['INVALID_ARGUMENT', { code: 'UPSTREAM_REJECTED', message: 'A service failed.', reason: undefined }],
    ['DEADLINE_EXCEEDED', { code: 'DEADLINE_EXCEEDED', message: 'The answer took too long.', reason: undefined }],
    ['NOT_FOUND', { code: 'NOT_FOUND', message: 'Said so.', reason: 'SAID_SO' }],
    ['ALREADY_EXISTS', { code: 'CONFLICT', message: 'Said so.', reason: 'SAID_SO' }],
    ['PERMISSION_DENIED', { code: 'FORBIDDEN', message: 'Said so.', reason: 'SAID_SO' }],
    ['RESOURCE_EXHAUSTED', { code: 'UNAVAILABLE', message: 'A service cannot serve right now.', reason: undefined }],
    ['FAILED_PRECONDITION', { code: 'CONFLICT', message: 'Said so.', reason: 'SAID_SO' }],
    ['ABORTED', { code: 'CONFLICT', message: 'Said so.', reason: 'SAID_SO' }],
    ['OUT_OF_RANGE', { code: 'UNPROCESSABLE', message: 'Said so.', reason: 'SAID_SO' }],
    ['UNIMPLEMENTED', { code: 'UPSTREAM_REJECTED', message: 'A service failed.', reason: undefined }],
    ['INTERNAL', { code: 'UPSTREAM_FAILED', message: 'A service failed.', reason: undefined }],
    ['UNAVAILABLE', { code: 'UNAVAILABLE', message: 'A service cannot be reached.', reason: undefined }],
    ['DATA_LOSS', { code: 'UPSTREAM_FAILED', message: 'A service failed.', reason: undefined }],
    ['UNAUTHENTICATED', { code: 'UPSTREAM_REJECTED', message: 'A service failed.', reason: undefined }],
  ];

  it.each(cases)('of %s is %j, in calls and streams', async (name, failure) => {
    const metadata = new Metadata();
    metadata.set('frontage-reason', 'SAID_SO');
    const error = { code: Status[name], details: 'Said so.', metadata };
    const url = await serve({
      Get: (_: unknown, callback: sendUnaryData<unknown>) => callback(error),
      Follow: (call: ServerWritableStream<unknown, unknown>) =>
        call.emit('error', Object.assign(new Error('failed'), error)),
    });
    const upstream = connectTo(url);
    await expect(upstream.send(get, {}, newCall())).rejects.toMatchObject({
      ...failure,
      service: 'things',
      operation: 'things.get',
    });
    await expect(collect(upstream.stream(follow, {}, newCall()))).rejects.toMatchObject({
      ...failure,
      service: 'things',
      operation: 'things.follow',
    });
  });

  it('has every one of them above', () => {
    expect(cases.map(([name]) => Status[name])).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  });

  it.each([
    ['nothing', ''],
    ['too many words', 'x'.repeat(301)],
  ])('that says %s is put in our own words, and no odd reason is taken', async (_, details) => {
    const metadata = new Metadata();
    metadata.set('frontage-reason', 'bad reason');
    const error = { code: Status.NOT_FOUND, details, metadata };
    const url = await serve({
      Get: (__: unknown, callback: sendUnaryData<unknown>) => callback(error),
      Follow: () => undefined,
    });
    await expect(connectTo(url).send(get, {}, newCall())).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no such thing here.',
      reason: undefined,
    });
  });
});

describe('an answer', () => {
  it('is checked against the contract: the cause names the place', async () => {
    const { upstream } = await open({ Get: () => ({ n: 'one' }) });
    const attempt = upstream.send(get, {}, newCall());
    await expect(attempt).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      message: 'A service gave an answer that cannot be understood.',
      service: 'things',
      operation: 'things.get',
    });
    expect(await causeOf(attempt)).toMatch(/^things\.get: #\/n: /);
  });

  it('is checked message by message in a stream', async () => {
    const { upstream } = await open({
      Follow: async function* () {
        yield { n: 1, secret: 'x' };
        yield { n: 'two' };
      },
    });
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const message of upstream.stream(follow, {}, newCall())) seen.push(message);
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      service: 'things',
      operation: 'things.follow',
    });
    expect(seen).toEqual([{ n: 1 }]);
  });

  it('that is too large or cannot be read is refused, in calls and streams', async () => {
    const { hosted, upstream } = await open({}, { maxResponseBytes: 1_000 });
    for (const faults of [{ oversizeBytes: 1_001 }, { corrupt: true }]) {
      hosted.faults.set(faults);
      const failure = { code: 'UPSTREAM_INVALID', service: 'things' };
      await expect(upstream.send(get, {}, newCall())).rejects.toMatchObject(failure);
      await expect(collect(upstream.stream(follow, {}, newCall()))).rejects.toMatchObject(failure);
    }
    hosted.faults.clear();
    expect(await upstream.send(get, {}, newCall())).toEqual({ n: 1 });
  });

  it('that unfolds into one too large is refused', async () => {
    const handlers = {
      Get: (_: unknown, callback: sendUnaryData<unknown>) => callback(null, { n: 1, padding: 'x'.repeat(100_000) }),
      Follow: () => undefined,
    };
    const url = await serve(handlers, { 'grpc.default_compression_algorithm': compressionAlgorithms.gzip });
    expect(await connectTo(url).send(get, {}, newCall())).toEqual({ n: 1 });
    const upstream = connectTo(url, { maxResponseBytes: 10_000 });
    await expect(upstream.send(get, {}, newCall())).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      message: 'A service gave too large an answer.',
    });
  });

  it('is counted: calls, bytes, and what became of them', async () => {
    const events: UpstreamEvent[] = [];
    const { hosted, upstream } = await open({}, { onCall: (event) => events.push(event) });
    const call = newCall();
    await upstream.send(get, {}, call);
    await collect(upstream.stream(follow, {}, call));
    expect(call.ledger).toMatchObject({ calls: 2, bytes: 2 * '{"n":1}'.length });
    hosted.faults.set({ status: 503 });
    await expect(upstream.send(get, {}, call)).rejects.toThrow();
    expect(call.ledger.calls).toBe(3);
    expect(events).toMatchObject([
      { service: 'things', operation: 'things.get' },
      { service: 'things', operation: 'things.follow' },
      { service: 'things', operation: 'things.get', failure: { code: 'UNAVAILABLE' } },
    ]);
  });
});

describe('time', () => {
  it.each([
    ['its caller goes', (call: Call) => call.deadline.cancel(), 'CANCELLED'],
    ['its time is up', () => undefined, 'DEADLINE_EXCEEDED'],
  ])('when %s also ends the work of the service', async (_, end, code) => {
    const { promise: called, resolve } = Promise.withResolvers<AbortSignal>();
    const { upstream } = await open({
      Get: async (__, { signal }) => {
        resolve(signal);
        await once(signal, 'abort');
        return { n: 1 };
      },
    });
    const call = newCall({ budgetMs: 300 });
    const attempt = upstream.send(get, {}, call);
    const signal = await called;
    expect(signal.aborted).toBe(false);
    end(call);
    await expect(attempt).rejects.toMatchObject({ code, service: 'things', operation: 'things.get' });
    if (!signal.aborted) await once(signal, 'abort');
    expect(signal.aborted).toBe(true);
  });

  it('ends an attempt that takes longer than one may, whatever is left', async () => {
    const { hosted, upstream } = await open({}, { attemptTimeoutMs: 40 });
    hosted.faults.set({ latencyMs: 60_000 });
    const call = newCall({ budgetMs: 60_000 });
    await expect(upstream.send(get, {}, call)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(call.deadline.reason).toBeUndefined();
  });

  it('does not send what could not be answered any more', async () => {
    const { hosted, upstream } = await open();
    const late = newCall({ budgetMs: 15 });
    await expect(upstream.send(get, {}, late)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const cancelled = newCall();
    cancelled.deadline.cancel();
    await expect(upstream.send(get, {}, cancelled)).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(collect(upstream.stream(follow, {}, cancelled))).rejects.toMatchObject({
      code: 'CANCELLED',
      operation: 'things.follow',
    });
    expect(hosted.connections).toBe(0);
  });
});

describe('a stream', () => {
  /** Handler that counts up as often as it is told to, until its client leaves. */
  function counting() {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const handle: Handle<'stream'> = async function* (_, { signal }) {
      signal.addEventListener('abort', () => end(), { once: true });
      yield { n: 1 };
      yield { n: 2 };
      if (!signal.aborted) await once(signal, 'abort');
    };
    return { handle, ended };
  }

  it('gives what is sent, until the service is done', async () => {
    const { upstream } = await open({
      Follow: async function* () {
        for (let n = 1; n <= 100; n += 1) yield { n };
      },
    });
    const all = await collect(upstream.stream(follow, {}, newCall()));
    expect(all).toEqual(Array.from({ length: 100 }, (_, index) => ({ n: index + 1 })));
  });

  it('outlives the attempt that opened it', async () => {
    const { upstream } = await open(
      {
        Follow: async function* () {
          yield { n: 1 };
          await wait(60);
          yield { n: 2 };
        },
      },
      { attemptTimeoutMs: 30 },
    );
    expect(await collect(upstream.stream(follow, {}, newCall()))).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('outlives its endpoint’s place in the set', async () => {
    const left = Promise.withResolvers<void>();
    const { hosted } = await open({
      Follow: async function* () {
        yield { n: 1 };
        await left.promise;
        yield { n: 2 };
      },
    });
    let tell: Watcher['onEndpoints'] = () => undefined;
    const resolver: Resolver = {
      watch: ({ onEndpoints }) => {
        tell = onEndpoints;
        onEndpoints([toEndpoint({ address: new URL(hosted.url).host })]);
        return { close: () => undefined };
      },
    };
    const upstream = connectTo(hosted.url, { resolver });
    const seen: unknown[] = [];
    for await (const message of upstream.stream(follow, {}, newCall())) {
      seen.push(message);
      tell([toEndpoint({ address: '127.0.0.1:1' })]);
      left.resolve();
    }
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
    await expect(upstream.send(get, {}, newCall())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it.each([
    ['its caller goes', 60_000, (call: Call) => call.deadline.cancel(), 'CANCELLED'],
    ['its time is up', 200, () => undefined, 'DEADLINE_EXCEEDED'],
  ])('ends here and there when %s', async (_, budgetMs, end, code) => {
    const { handle, ended } = counting();
    const { upstream } = await open({ Follow: handle });
    const call = newCall({ budgetMs });
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const message of upstream.stream(follow, {}, call)) {
        seen.push(message);
        if (seen.length === 2) end(call);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code, service: 'things', operation: 'things.follow' });
    await ended;
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('ends there when its reader leaves, and nothing of it comes up later', async () => {
    const { handle, ended } = counting();
    const { upstream } = await open({ Follow: handle });
    for await (const { n } of upstream.stream(follow, {}, newCall())) {
      if (n === 1) break;
    }
    await ended;
    expect(await upstream.send(get, {}, newCall())).toEqual({ n: 1 });
  });

  it('that ends while nobody reads tells the next reader why', async () => {
    const { handle, ended } = counting();
    const { upstream } = await open({ Follow: handle });
    const call = newCall();
    const reader = upstream.stream(follow, {}, call)[Symbol.asyncIterator]();
    await reader.next();
    call.deadline.cancel();
    await ended;
    const rest = (async () => {
      while (!(await reader.next()).done);
    })();
    await expect(rest).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('ends with the connection', async () => {
    const { handle } = counting();
    const { hosted, upstream } = await open({ Follow: handle });
    const reader = upstream.stream(follow, {}, newCall())[Symbol.asyncIterator]();
    await reader.next();
    hosted.faults.set({ down: true });
    const rest = (async () => {
      while (!(await reader.next()).done);
    })();
    await expect(rest).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'things', operation: 'things.follow' });
  });
});

describe('connections', () => {
  it('carry many calls each', async () => {
    const { hosted, upstream } = await open();
    await Promise.all(Array.from({ length: 50 }, () => upstream.send(get, {}, newCall())));
    await upstream.send(get, {}, newCall());
    expect(hosted.connections).toBe(1);
  });

  it('come back by themselves when the service does', async () => {
    const { hosted, upstream } = await open();
    await upstream.send(get, {}, newCall());
    hosted.faults.set({ down: true });
    const failed = await Promise.allSettled(Array.from({ length: 3 }, () => upstream.send(get, {}, newCall())));
    for (const result of failed) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } });
    hosted.faults.clear();
    const startedAt = performance.now();
    let answer: unknown;
    while (answer === undefined) {
      answer = await upstream.send(get, {}, newCall()).catch(() => wait(10));
    }
    expect(answer).toEqual({ n: 1 });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(hosted.connections).toBe(2);
  });

  it('go to each address in turn', async () => {
    const names: string[] = [];
    const answering =
      (name: string): Handle<'unary'> =>
      () => {
        names.push(name);
        return { n: 1 };
      };
    const one = await open({ Get: answering('one') });
    const two = await open({ Get: answering('two') });
    const upstream = connectTo(`${one.hosted.url},${two.hosted.url}`);
    for (let round = 0; round < 4; round += 1) await upstream.send(get, {}, newCall());
    expect(names).toEqual(['one', 'two', 'one', 'two']);
  });

  it('that cannot be made are UNAVAILABLE', async () => {
    const { hosted, upstream } = await open();
    await hosted.close();
    await expect(upstream.send(get, {}, newCall())).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'things' });
  });

  it('are not for methods that the service does not have', async () => {
    const { upstream } = await open();
    const unknown = defineGrpcOperation({ ...get, method: 'Other' });
    await expect(upstream.send(unknown, {}, newCall())).rejects.toThrow('things has no method Other');
  });
});

describe('endpoints that refuse connections', () => {
  it('cost no call anything while one is left, reads and writes alike, without any retry', async () => {
    const place = defineGrpcOperation({ name: 'things.place', method: 'Get', idempotent: false, response: thing });
    const { hosted } = await open();
    const alive = new URL(hosted.url.replace('grpc:', 'http:')).host;
    const dead = [await closedAddress(), await closedAddress()];
    const upstream = connectTo(`grpc://${dead[0]};w=5,grpc://${dead[1]},grpc://${alive}`);
    const calls = Array.from({ length: 50 }, (_, index) => upstream.send(index % 2 ? get : place, {}, newCall()));
    expect(await Promise.all(calls)).toEqual(calls.map(() => ({ n: 1 })));
  });

  it('are UNAVAILABLE when all of them refuse', async () => {
    const upstream = connectTo(`grpc://${await closedAddress()},grpc://${await closedAddress()}`);
    await expect(upstream.send(get, {}, newCall())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
