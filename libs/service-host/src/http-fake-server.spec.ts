import { Failure } from '@frontage/errors';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { host, testIdentity, type Authorize, type Hosted, type HttpFake, type ServiceRequest } from './index.ts';
import type { HostOptions } from './host.ts';

const opened: Hosted[] = [];
afterEach(async () => {
  for (const hosted of opened.splice(0)) await hosted.close();
});

interface Seen {
  request?: ServiceRequest;
}

function fakeThings(seen: Seen = {}, more: HttpFake['routes'] = []): HttpFake {
  const echo = (request: ServiceRequest) => {
    seen.request = request;
    const { params, caller, idempotencyKey, budgetMs, body } = request;
    return { body: { params, caller, idempotencyKey, budgetMs, body, q: request.query.get('q') } };
  };
  return {
    protocol: 'http',
    name: 'things',
    openapi: { openapi: '3.1.0' },
    routes: [
      { method: 'GET', path: '/things/{id}', handle: echo },
      { method: 'PUT', path: '/things/{id}', handle: echo },
      { method: 'DELETE', path: '/things/{id}', handle: () => ({}) },
      { method: 'GET', path: '/open', open: true, handle: () => ({ body: 'open' }) },
      ...more,
    ],
  };
}

async function open(fake = fakeThings(), options: HostOptions = {}): Promise<Hosted> {
  const hosted = await host(fake, options);
  opened.push(hosted);
  return hosted;
}

const [ours, theirs] = [await testIdentity('things'), await testIdentity('others')];
const token = { authorization: `Bearer ${ours}` };

const ask = (hosted: Hosted, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(hosted.url + path, { ...init, headers: { ...token, ...init.headers } });

describe('a hosted HTTP service', () => {
  it('hands a request over as the route wants it: decoded, parsed, without quotes', async () => {
    const hosted = await open();
    const response = await ask(hosted, '/things/a%2Fb%20c?q=1%2B1', {
      method: 'PUT',
      headers: { 'frontage-caller': 'customer:ada', 'idempotency-key': '"k-1"', 'frontage-deadline-ms': '750' },
      body: JSON.stringify({ size: 3 }),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await response.json()).toEqual({
      params: { id: 'a/b c' },
      caller: { kind: 'customer', id: 'ada' },
      idempotencyKey: 'k-1',
      budgetMs: 750,
      body: { size: 3 },
      q: '1+1',
    });
  });

  it('answers what it is told: 204 without a body, other types as they are', async () => {
    const hosted = await open(
      fakeThings({}, [
        { method: 'POST', path: '/made', handle: () => ({ status: 201, headers: { location: '/x' }, body: {} }) },
        { method: 'GET', path: '/page', handle: () => ({ headers: { 'content-type': 'text/html' }, body: '<p>ä' }) },
        { method: 'GET', path: '/file', handle: () => ({ body: Buffer.from([0, 255]) }) },
      ]),
    );
    expect((await ask(hosted, '/things/1', { method: 'DELETE' })).status).toBe(204);
    const made = await ask(hosted, '/made', { method: 'POST' });
    expect([made.status, made.headers.get('location')]).toEqual([201, '/x']);
    expect(await (await ask(hosted, '/page')).text()).toBe('<p>ä');
    expect(Buffer.from(await (await ask(hosted, '/file')).arrayBuffer())).toEqual(Buffer.from([0, 255]));
  });

  it('describes itself and says that it is ready, to anybody', async () => {
    const hosted = await open();
    expect(await (await fetch(`${hosted.url}/openapi.json`)).json()).toEqual({ openapi: '3.1.0' });
    expect(await (await fetch(`${hosted.url}/readyz`)).json()).toEqual({ status: 'ready' });
    expect((await fetch(`${hosted.url}/open`)).status).toBe(200);
  });
});

describe('who may call', () => {
  it.each([
    ['no token', undefined],
    ['a token for another service', `Bearer ${theirs}`],
    ['another scheme', `Basic ${ours}`],
    ['two tokens', `Bearer ${ours} x`],
    ['an empty token', 'Bearer '],
  ])('not one with %s', async (_, authorization) => {
    const hosted = await open();
    const response = await fetch(`${hosted.url}/things/1`, authorization ? { headers: { authorization } } : {});
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('is decided by the verifier it was given, for its own audience', async () => {
    const asked: string[][] = [];
    const authorize: Authorize = async (...question) => {
      asked.push(question);
      return undefined;
    };
    const hosted = await open(fakeThings(), { authorize });
    expect((await ask(hosted, '/things/1', { headers: { authorization: 'bearer abc' } })).status).toBe(401);
    expect(asked).toEqual([['abc', 'things']]);
  });

  it('is refused for others when the client may only speak for itself', async () => {
    const hosted = await open(fakeThings(), { authorize: async () => ({ clientId: 'plain', mayAct: false }) });
    const response = await ask(hosted, '/things/1', { headers: { 'frontage-caller': 'customer:ada' } });
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'MAY_NOT_ACT' }]);
    for (const headers of [{ 'frontage-caller': 'anonymous' }, {}]) {
      const own = await ask(hosted, '/things/1', { headers });
      expect(await own.json()).toMatchObject({ caller: { kind: 'anonymous' } });
    }
  });

  it.each([
    '',
    'ada',
    'root:ada',
    'customer:',
    'customer:a b',
    `customer:${'a'.repeat(256)}`,
    'customer:auth0|5f7c',
    'customer:ada, support:sam',
  ])('cannot be %j', async (caller) => {
    const hosted = await open();
    const response = await ask(hosted, '/things/1', { headers: { 'frontage-caller': caller } });
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'MALFORMED_REQUEST' }]);
  });
});

describe('bad requests', () => {
  it.each<[what: string, method: string, path: string, status: number, headers?: Record<string, string>]>([
    ['an unknown path', 'GET', '/nothing', 404],
    ['a path that goes on', 'GET', '/things/1/2', 404],
    ['a path without the id', 'GET', '/things/', 404],
    ['an escape that is none', 'GET', '/things/%zz', 400],
    ['an idempotency key with a space', 'GET', '/things/1', 400, { 'idempotency-key': '"a b"' }],
    ['an idempotency key that is too long', 'GET', '/things/1', 400, { 'idempotency-key': 'k'.repeat(256) }],
  ])('%s', async (_, method, path, status, headers = {}) => {
    const hosted = await open();
    const response = await ask(hosted, path, { method, headers });
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(await response.json()).toMatchObject({ status });
  });

  it('names the methods that a path has', async () => {
    const hosted = await open();
    const response = await ask(hosted, '/things/1', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PUT, DELETE']);
  });

  it('refuses a body that is not JSON, and one of more than a megabyte, and stays usable', async () => {
    const hosted = await open();
    const put = (body: string) => ask(hosted, '/things/1', { method: 'PUT', body });
    expect(await (await put('{"size": ')).json()).toMatchObject({ status: 400, code: 'MALFORMED_REQUEST' });
    expect(await (await put(JSON.stringify('x'.repeat(5_000_000)))).json()).toMatchObject({
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
    });
    expect((await put(JSON.stringify('x'.repeat(1_000_000)))).status).toBe(200);
    expect((await put('')).status).toBe(200);
  });

  it('survives a request line that is no URL', async () => {
    const hosted = await open();
    const socket = connect(Number(new URL(hosted.url).port), '127.0.0.1');
    socket.end('GET //[ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await ask(hosted, '/things/1')).status).toBe(200);
  });

  it('takes a word of JavaScript for an id like any other', async () => {
    const hosted = await open();
    expect(await (await ask(hosted, '/things/__proto__?q=1')).json()).toMatchObject({ params: { id: '__proto__' } });
  });
});

describe('what goes wrong inside', () => {
  it('is told to the host, and masked for the client', async () => {
    const told: unknown[] = [];
    const boom = new TypeError('secret detail');
    const hosted = await open(
      fakeThings({}, [
        {
          method: 'GET',
          path: '/bug',
          handle: () => {
            throw boom;
          },
        },
      ]),
      { onUnexpected: (...all) => told.push(...all) },
    );
    const response = await ask(hosted, '/bug');
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).not.toContain('secret');
    expect(told).toEqual(['things', boom]);
  });

  it('is a problem with the reason as its code when the service meant it', async () => {
    const hosted = await open(
      fakeThings({}, [
        {
          method: 'GET',
          path: '/full',
          handle: () => {
            throw new Failure('CONFLICT', 'Full.', { reason: 'FULL', retryAfterMs: 1_500 });
          },
        },
      ]),
    );
    const response = await ask(hosted, '/full');
    expect([response.status, response.headers.get('retry-after')]).toEqual([409, '2']);
    expect(await response.json()).toEqual({
      type: 'about:blank',
      status: 409,
      title: 'full',
      detail: 'Full.',
      code: 'FULL',
    });
  });

  it('ends with the client: the signal aborts, and whatever that breaks is nobody’s business', async () => {
    const told: unknown[] = [];
    let started!: (signal: AbortSignal) => void;
    const waiting = new Promise<AbortSignal>((resolve) => (started = resolve));
    const hosted = await open(
      fakeThings({}, [
        {
          method: 'GET',
          path: '/wait',
          handle: async ({ signal }) => {
            started(signal);
            await once(signal, 'abort');
            throw new Error('the work was cut short');
          },
        },
      ]),
      { onUnexpected: (...all) => told.push(...all) },
    );
    const client = new AbortController();
    const asked = ask(hosted, '/wait', { signal: client.signal });
    const signal = await waiting;
    expect(signal.aborted).toBe(false);
    client.abort();
    await expect(asked).rejects.toThrow('abort');
    if (!signal.aborted) await once(signal, 'abort');
    await ask(hosted, '/things/1');
    expect(told).toEqual([]);
  });
});

describe('the faults of HTTP', () => {
  it('latency and jitter', async () => {
    const hosted = await open();
    hosted.faults.set({ latencyMs: 40, jitterMs: 20 });
    const startedAt = performance.now();
    expect((await ask(hosted, '/things/1')).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(39);
  });

  it('a status, for every call or for a share of them', async () => {
    const hosted = await open();
    hosted.faults.set({ status: 429 });
    const refused = await ask(hosted, '/things/1');
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'INJECTED_FAULT' }]);
    hosted.faults.set({ errorRate: 1 });
    expect((await ask(hosted, '/things/1')).status).toBe(503);
    hosted.faults.set({ errorRate: 0, status: 500 });
    expect((await ask(hosted, '/things/1')).status).toBe(200);
  });

  it.each([
    ['an answer', 'GET'],
    ['an answer without a body', 'DELETE'],
  ])('hanging up in the middle of %s', async (_, method) => {
    const hosted = await open();
    hosted.faults.set({ hangUp: true });
    const broken = ask(hosted, '/things/1', { method }).then((response) => response.text());
    await expect(broken).rejects.toThrow();
  });

  it('an answer that is not what the contract says', async () => {
    const hosted = await open();
    hosted.faults.set({ corrupt: true });
    const response = await ask(hosted, '/things/1');
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(/JSON/);
  });

  it('an answer of any size', async () => {
    const hosted = await open();
    hosted.faults.set({ oversizeBytes: 3_000_001 });
    expect(((await (await ask(hosted, '/things/1')).json()) as string).length).toBe(3_000_001);
  });

  it('down: open connections end, new ones get nothing, and all is well once cleared', async () => {
    const hosted = await open();
    await (await ask(hosted, '/things/1')).text();
    const before = hosted.connections;
    hosted.faults.set({ down: true });
    await expect(ask(hosted, '/things/1')).rejects.toThrow('fetch failed');
    await expect(fetch(`${hosted.url}/readyz`)).rejects.toThrow('fetch failed');
    expect(hosted.connections).toBe(before);
    hosted.faults.clear();
    expect((await ask(hosted, '/things/1')).status).toBe(200);
  });

  it('spare the probe, which asks for the process', async () => {
    const hosted = await open();
    hosted.faults.set({ status: 500, latencyMs: 60_000, corrupt: true, hangUp: true });
    expect((await fetch(`${hosted.url}/readyz`)).status).toBe(200);
  });

  it('stop waiting for a client that has gone', async () => {
    const seen: Seen = {};
    const hosted = await open(fakeThings(seen));
    hosted.faults.set({ latencyMs: 60_000 });
    await expect(ask(hosted, '/things/1', { signal: AbortSignal.timeout(20) })).rejects.toThrow();
    hosted.faults.clear();
    await ask(hosted, '/things/2');
    expect(seen.request!.params).toEqual({ id: '2' });
  });
});
