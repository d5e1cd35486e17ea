import { jest } from '@jest/globals';
import { formatTraceparent, newTrace, parseTraceparent } from '@frontage/call/headers';
import { newCall, type Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { breaker, bulkhead } from '@frontage/resilience';
import { host, implement, testIdentity, type Hosted, type HttpFake } from '@frontage/service-host';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { createHttpUpstream, defineHttpOperation, type HttpUpstreamOptions } from './http/index.ts';
import { parseServiceLocation, type UpstreamEvent } from './index.ts';
import { specPolicy, unprotected } from './outbound.ts';

const getThing = defineHttpOperation({
  name: 'things.get',
  summary: 'One thing',
  method: 'GET',
  path: '/things/{id}',
  response: z.object({ id: z.string(), parts: z.array(z.object({ size: z.number() })) }),
});

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

const fakeThings = (answer: unknown = { parts: [] }): HttpFake => ({
  protocol: 'http',
  name: 'things',
  openapi: {},
  routes: [
    implement({ ...getThing, response: z.unknown() }, ({ params }) =>
      typeof answer === 'object' ? { id: params['id'], ...answer } : answer,
    ),
  ],
});

async function open(fake = fakeThings(), options: Partial<HttpUpstreamOptions> = {}) {
  const hosted = await host(fake);
  const upstream = createHttpUpstream({
    service: 'things',
    location: parseServiceLocation(hosted.url),
    identity: testIdentity,
    ...unprotected,
    ...options,
  });
  opened.push(hosted, upstream);
  return { hosted, get: (id: string, call = newCall()) => upstream.send(getThing, { path: { id } }, call) };
}

/** Service that records the requests it receives. */
async function openRecorder(options: Partial<HttpUpstreamOptions> = {}) {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.end('{"id":"a","parts":[]}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  opened.push({ close: () => void server.close() });
  const upstream = createHttpUpstream({
    service: 'things',
    location: parseServiceLocation(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    identity: testIdentity,
    ...unprotected,
    ...options,
  });
  opened.push(upstream);
  return { seen, get: (call = newCall()) => upstream.send(getThing, { path: { id: 'a' } }, call) };
}

/** Service that never answers, and tells when it has been asked. */
async function openSilent(options: Partial<HttpUpstreamOptions> = {}) {
  const asked = Promise.withResolvers<void>();
  const server = createServer(() => asked.resolve());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const location = parseServiceLocation(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const upstream = createHttpUpstream({
    service: 'things',
    location,
    identity: testIdentity,
    ...unprotected,
    ...options,
  });
  opened.push({ close: () => void server.close() }, upstream);
  return { reached: asked.promise, get: (call: Call) => upstream.send(getThing, { path: { id: 'a' } }, call) };
}

const causeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => undefined,
    (error: Error) => (error.cause as Error | undefined)?.message,
  );

describe('what the service sees', () => {
  it('is who calls, and on whose behalf', async () => {
    const { seen, get } = await openRecorder();
    await get(newCall({ caller: { kind: 'customer', id: 'ada' } }));
    await get();
    expect(seen).toMatchObject([
      { authorization: 'Bearer test-token-for-things', 'frontage-caller': 'customer:ada' },
      { authorization: 'Bearer test-token-for-things', 'frontage-caller': 'anonymous' },
    ]);
  });

  it.each([true, false])('is a span of its own in the caller’s trace (sampled: %s)', async (sampled) => {
    const { seen, get } = await openRecorder();
    const trace = newTrace(sampled);
    await Promise.all([get(newCall({ trace })), get(newCall({ trace }))]);
    const traces = seen.map((headers) => parseTraceparent(headers['traceparent'] as string)!);
    for (const { traceId, sampled: its } of traces) expect([traceId, its]).toEqual([trace.traceId, sampled]);
    expect(new Set([trace.spanId, ...traces.map(({ spanId }) => spanId)]).size).toBe(3);
    expect(seen[0]!['traceparent']).toBe(formatTraceparent(traces[0]!));
  });

  it('is the time that is left, less what the caller needs to answer in', async () => {
    const { seen, get } = await openRecorder();
    await get(newCall({ budgetMs: 2_000 }));
    await get(newCall({ budgetMs: 200 }));
    const [long, short] = seen.map((headers) => headers['frontage-deadline-ms']);
    expect(long).toMatch(/^\d+$/);
    expect(Number(long)).toBeLessThanOrEqual(1_900);
    expect(Number(long)).toBeGreaterThan(1_500);
    expect(Number(short)).toBeLessThanOrEqual(180);
    expect(Number(short)).toBeGreaterThan(0);
  });

  it('is never more time than one attempt may take', async () => {
    const patient = await openRecorder();
    await patient.get();
    expect(Number(patient.seen[0]!['frontage-deadline-ms'])).toBeLessThanOrEqual(5_000);
    const hasty = await openRecorder({ attemptTimeoutMs: 300 });
    await hasty.get();
    expect(Number(hasty.seen[0]!['frontage-deadline-ms'])).toBeLessThanOrEqual(300);
  });
});

describe('time', () => {
  it('ends an attempt, and leaves the caller what it kept back', async () => {
    const { get, reached } = await openSilent();
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setInterval', 'performance', 'hrtime'],
    });
    try {
      const call = newCall({ budgetMs: 1_000 });
      const attempt = expect(get(call)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED', service: 'things' });
      await reached;
      jest.advanceTimersByTime(950);
      await attempt;
      expect(call.deadline.remainingMs).toBe(50);
      expect(call.deadline.reason).toBeUndefined();
    } finally {
      jest.useRealTimers();
    }
  });

  it('ends an attempt that takes longer than one may, whatever is left', async () => {
    const { hosted, get } = await open(fakeThings(), { attemptTimeoutMs: 400 });
    hosted.faults.set({ latencyMs: 60_000 });
    const call = newCall({ budgetMs: 60_000 });
    await expect(get('a', call)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(call.deadline.reason).toBeUndefined();
    hosted.faults.clear();
    await expect(get('a', call)).resolves.toMatchObject({ id: 'a' });
  });

  it('that runs out is held against the service only if the service was given enough of it', async () => {
    const circuits = breaker({ ...specPolicy.circuit, failures: 1 });
    const { get } = await openSilent({ breaker: circuits });
    await expect(get(newCall({ budgetMs: 100 }))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(circuits.open).toEqual([]);
    await expect(get(newCall({ budgetMs: 150 }))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(circuits.open).toEqual(['things.get']);
  });

  it('that is spent in our own queue is not held against the service', async () => {
    const [circuits, places] = [breaker({ ...specPolicy.circuit, failures: 1 }), bulkhead({ concurrent: 1 })];
    const { get, reached } = await openSilent({ breaker: circuits, bulkhead: places });
    const first = newCall();
    const holding = expect(get(first)).rejects.toMatchObject({ code: 'CANCELLED' });
    await reached;
    await expect(get(newCall({ budgetMs: 150 }))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect([places.inFlight, circuits.open]).toEqual([1, []]);
    first.deadline.cancel();
    await holding;
  });

  it('does not send what could not be answered any more', async () => {
    const { seen, get } = await openRecorder();
    await expect(get(newCall({ budgetMs: 15 }))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const cancelled = newCall();
    cancelled.deadline.cancel();
    await expect(get(cancelled)).rejects.toMatchObject({ code: 'CANCELLED', operation: 'things.get' });
    expect(seen).toEqual([]);
  });
});

describe('identity', () => {
  it('is asked for the service’s audience, in the same call', async () => {
    const asked: unknown[][] = [];
    const call = newCall();
    const { get } = await openRecorder({ identity: async (...question) => (asked.push(question), 'token') });
    await get(call);
    expect(asked).toHaveLength(1);
    expect(asked[0]![0]).toBe('things');
    expect((asked[0]![1] as typeof call).ledger).toBe(call.ledger);
  });

  it('that cannot be had is a failure of this call, with its own code', async () => {
    const { seen, get } = await openRecorder({
      identity: () => Promise.reject(new Failure('UNAVAILABLE', 'No tokens today.')),
    });
    await expect(get()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'No tokens today.',
      service: 'things',
      operation: 'things.get',
    });
    expect(seen).toEqual([]);
  });

  it('that breaks in a way nobody meant is not dressed up', async () => {
    const bug = new TypeError('a bug');
    const { get } = await openRecorder({ identity: () => Promise.reject(bug) });
    await expect(get()).rejects.toBe(bug);
  });
});

describe('the contract', () => {
  it.each([
    [{ parts: [{ size: 1 }, { size: 'large' }] }, '#/parts/1/size'],
    [{ parts: null }, '#/parts'],
    [{ id: 7, parts: [] }, '#/id'],
    ['nothing', '#/'],
  ])('is not what %j says: the cause names the place, the message does not', async (answer, pointer) => {
    const { get } = await open(fakeThings(answer));
    const attempt = get('a');
    await expect(attempt).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      message: 'A service gave an answer that cannot be understood.',
      service: 'things',
      operation: 'things.get',
    });
    expect(await causeOf(attempt)).toMatch(new RegExp(`^things\\.get: ${pointer}: `));
  });

  it('lets nothing through that it does not name', async () => {
    const { get } = await open(fakeThings({ parts: [{ size: 1, secret: 'x' }], secret: 'x' }));
    expect(await get('a')).toEqual({ id: 'a', parts: [{ size: 1 }] });
  });
});

describe('the books', () => {
  let events: UpstreamEvent[];
  let hosted: Hosted;
  let get: Awaited<ReturnType<typeof open>>['get'];
  beforeEach(async () => {
    events = [];
    ({ hosted, get } = await open(fakeThings(), { onCall: (event) => events.push(event) }));
  });

  it('count calls, failed ones too, and the bytes of answers', async () => {
    const call = newCall();
    await get('a', call);
    await get('b', call);
    expect(call.ledger).toMatchObject({ calls: 2, bytes: 2 * '{"id":"a","parts":[]}'.length });
    hosted.faults.set({ status: 500 });
    await expect(get('c', call)).rejects.toThrow();
    expect(call.ledger.calls).toBe(3);
  });

  it('say of each call what it was, how long the caller waited, and how it failed', async () => {
    hosted.faults.set({ latencyMs: 30 });
    await get('a');
    hosted.faults.set({ status: 503 });
    await expect(get('a')).rejects.toThrow();
    expect(events).toEqual([
      { service: 'things', operation: 'things.get', durationMs: expect.any(Number) },
      {
        service: 'things',
        operation: 'things.get',
        durationMs: expect.any(Number),
        failure: expect.objectContaining({ code: 'UNAVAILABLE', service: 'things', operation: 'things.get' }),
      },
    ]);
    expect(events[0]!.durationMs).toBeGreaterThanOrEqual(29);
  });
});

describe('the circuit of an operation', () => {
  it.each([2, 4])('opens after as many failures in a row as the app says: %i', async (failures) => {
    const { breaker: _, ...withoutBreaker } = unprotected;
    const hosted = await host(fakeThings());
    const troubles: string[] = [];
    const upstream = createHttpUpstream({
      service: 'things',
      location: parseServiceLocation(hosted.url),
      identity: testIdentity,
      ...withoutBreaker,
      circuit: { ...specPolicy.circuit, failures },
      onTrouble: ({ kind }) => troubles.push(kind),
    });
    opened.push(hosted, upstream);
    hosted.faults.set({ status: 500 });
    const ask = () => upstream.send(getThing, { path: { id: 'a' } }, newCall()).catch(() => undefined);
    for (let attempt = 1; attempt < failures; attempt += 1) await ask();
    expect(troubles).not.toContain('circuit-open');
    await ask();
    expect(troubles).toContain('circuit-open');
  });
});
