import { newCall, type Call } from '@frontage/call';
import { host, testIdentity, type Hosted, type HttpFake, type ServiceRequest } from '@frontage/service-host';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import zlib from 'node:zlib';
import { z } from 'zod';
import { parseServiceLocation } from '../index.ts';
import { createHttpUpstream, defineHttpOperation, type HttpUpstreamOptions } from './index.ts';
import type { HttpUpstream } from './http-upstream.ts';
import { unprotected } from '../outbound.ts';

const anything = z.unknown();
const getThing = defineHttpOperation({
  name: 'things.get',
  summary: 'One thing',
  method: 'GET',
  path: '/things/{id}',
  response: anything,
});
const putThing = defineHttpOperation({ ...getThing, name: 'things.put', method: 'PUT' });

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

function connectTo(url: string, options: Partial<HttpUpstreamOptions> = {}): HttpUpstream {
  const upstream = createHttpUpstream({
    service: 'things',
    location: parseServiceLocation(url),
    identity: testIdentity,
    ...unprotected,
    ...options,
  });
  opened.push(upstream);
  return upstream;
}

/** Raw HTTP server, for misbehaviour. */
async function serve(listener: (...exchange: Parameters<RequestListener>) => unknown): Promise<string> {
  const server: Server = createServer((request, response) => void listener(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  opened.push({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function hostThings(handle: (request: ServiceRequest) => object | Promise<object>): Promise<Hosted> {
  const routes: HttpFake['routes'] = (['GET', 'PUT'] as const).map((method) => ({
    method,
    path: '/things/{id}',
    handle,
  }));
  const hosted = await host({ protocol: 'http', name: 'things', openapi: {}, routes });
  opened.push(hosted);
  return hosted;
}

const get = (upstream: HttpUpstream, call: Call = newCall(), id = 'a'): Promise<unknown> =>
  upstream.send(getThing, { path: { id } }, call);

describe('an operation', () => {
  it('may be sent twice when its method says so, or when it says so itself', () => {
    const declare = (more: object) => defineHttpOperation({ ...getThing, ...more }).idempotent;
    expect(declare({ method: 'DELETE', idempotent: undefined })).toBe(true);
    expect(declare({ method: 'POST', idempotent: undefined })).toBe(false);
    expect(declare({ method: 'PATCH', idempotent: undefined })).toBe(false);
    expect(declare({ method: 'POST', idempotent: true })).toBe(true);
  });
});

describe('a request', () => {
  it('arrives as it was meant: path, query, headers, body', async () => {
    const seen: unknown[] = [];
    const url = await serve(async (request, response) => {
      const body = (await request.toArray()).join('');
      const { 'content-type': type, accept, 'idempotency-key': key } = request.headers;
      seen.push([request.method, request.url, { type, accept, key }, body]);
      response.end('{}');
    });
    const upstream = connectTo(url);
    const query = { q: 'a b&c=d', page: 2, all: false, none: undefined };
    await upstream.send(getThing, { path: { id: 'ä/b?c#d' }, query }, newCall());
    const body = { name: 'Ä', none: undefined };
    await upstream.send(putThing, { path: { id: 'x' }, headers: { 'idempotency-key': '"k"' }, body }, newCall());
    const accept = 'application/json';
    expect(seen).toEqual([
      ['GET', '/things/%C3%A4%2Fb%3Fc%23d?q=a%20b%26c%3Dd&page=2&all=false', { accept }, ''],
      ['PUT', '/things/x', { accept, type: 'application/json', key: '"k"' }, '{"name":"Ä"}'],
    ]);
  });

  it.each([[undefined], [''], ['.'], ['..']])('for the id %j is not made: there can be no such thing', async (id) => {
    const hosted = await hostThings(() => ({ body: {} }));
    const request = { path: id === undefined ? {} : { id } };
    const attempt = connectTo(hosted.url).send(getThing, request, newCall());
    await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND', service: 'things', operation: 'things.get' });
    expect(hosted.connections).toBe(0);
  });

  it('goes to each address in turn', async () => {
    const names: string[] = [];
    const urls = await Promise.all(
      ['one', 'two'].map((name) =>
        serve((_, response) => {
          names.push(name);
          response.end('{}');
        }),
      ),
    );
    const upstream = connectTo(urls.join(','));
    for (let round = 0; round < 4; round += 1) await get(upstream);
    expect(names).toEqual(['one', 'two', 'one', 'two']);
  });
});

describe('an answer', () => {
  const told = { detail: 'Said so.', code: 'SAID_SO' };

  it.each([
    [403, { code: 'FORBIDDEN', message: 'Said so.', reason: 'SAID_SO' }],
    [404, { code: 'NOT_FOUND', message: 'Said so.', reason: 'SAID_SO' }],
    [409, { code: 'CONFLICT', message: 'Said so.', reason: 'SAID_SO' }],
    [412, { code: 'PRECONDITION_FAILED', message: 'Said so.', reason: 'SAID_SO' }],
    [422, { code: 'UNPROCESSABLE', message: 'Said so.', reason: 'SAID_SO' }],
    [400, { code: 'UPSTREAM_REJECTED', message: 'A service failed.', reason: undefined }],
    [401, { code: 'UPSTREAM_REJECTED', message: 'A service failed.', reason: undefined }],
    [410, { code: 'UPSTREAM_REJECTED', message: 'A service failed.', reason: undefined }],
    [418, { code: 'UPSTREAM_REJECTED', message: 'A service failed.', reason: undefined }],
    [429, { code: 'UNAVAILABLE', message: 'A service cannot serve right now.', reason: undefined }],
    [500, { code: 'UPSTREAM_FAILED', message: 'A service failed.', reason: undefined }],
    [503, { code: 'UNAVAILABLE', message: 'A service cannot serve right now.', reason: undefined }],
    [504, { code: 'DEADLINE_EXCEEDED', message: 'The answer took too long.', reason: undefined }],
  ])('of %i is %j', async (status, failure) => {
    const url = await serve((_, response) => response.writeHead(status).end(JSON.stringify(told)));
    await expect(get(connectTo(url))).rejects.toMatchObject({ ...failure, service: 'things', operation: 'things.get' });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '<h1>Not Found</h1>'],
    ['no words', '{"detail": 7, "code": null}'],
    ['too many words', JSON.stringify({ detail: 'x'.repeat(301), code: 'bad code' })],
    ['an array', '[1]'],
  ])('of 404 that says %s is put in our own words', async (_, body) => {
    const url = await serve((__, response) => response.writeHead(404).end(body));
    await expect(get(connectTo(url))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no such thing here.',
      reason: undefined,
    });
  });

  it.each([
    ['7', 7_000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
    ['99999999', undefined],
  ])('that asks to wait for %j is heard', async (retryAfter, retryAfterMs) => {
    const url = await serve((_, response) => response.writeHead(503, { 'retry-after': retryAfter }).end());
    await expect(get(connectTo(url))).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterMs });
  });

  it.each([301, 302, 303, 307, 308])('of %i is refused: nothing is sent where a service points to', async (status) => {
    const elsewhere: unknown[] = [];
    const other = await serve((request, response) => {
      elsewhere.push(request.headers);
      response.end('{}');
    });
    const url = await serve((_, response) => response.writeHead(status, { location: `${other}/x` }).end());
    await expect(get(connectTo(url))).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    expect(elsewhere).toEqual([]);
  });

  it('without a body is nothing, and only good where nothing was promised', async () => {
    const url = await serve((_, response) => response.writeHead(204).end());
    const upstream = connectTo(url);
    const promised = (response: z.ZodType) =>
      upstream.send(defineHttpOperation({ ...getThing, response }), { path: { id: 'a' } }, newCall());
    await expect(promised(z.undefined())).resolves.toBeUndefined();
    await expect(promised(z.object({}))).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });

  it.each(['<html>', '{"a":', '﻿', 'undefined'])('of %j is not JSON', async (body) => {
    const url = await serve((_, response) => response.end(body));
    await expect(get(connectTo(url))).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });

  it.each([
    [200, 'UPSTREAM_INVALID', 'encoded as gzip, which was not asked for'],
    [503, 'UNAVAILABLE', 'answered 503: '],
  ])('of %i in an encoding that was not asked for is %s', async (status, code, cause) => {
    let asked: string | undefined;
    const url = await serve((request, response) => {
      asked = request.headers['accept-encoding'] as string;
      response.writeHead(status, { 'content-encoding': 'gzip' }).end(zlib.gzipSync('{"a":1}'));
    });
    await expect(get(connectTo(url))).rejects.toMatchObject({ code, cause: { message: cause } });
    expect(asked).toBe('identity');
  });

  it.each([
    ['announces its size', (body: Buffer) => ({ headers: { 'content-length': body.length }, body })],
    ['does not announce its size', (body: Buffer) => ({ headers: { 'transfer-encoding': 'chunked' }, body })],
  ])('that is too large and %s is refused', async (_, make) => {
    const { headers, body } = make(Buffer.from(JSON.stringify('x'.repeat(100_001))));
    const url = await serve((__, response) => response.writeHead(200, headers).end(body));
    const call = newCall();
    const attempt = get(connectTo(url, { maxResponseBytes: 100_000 }), call);
    await expect(attempt).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      message: 'A service gave too large an answer.',
    });
    expect(call.ledger.bytes).toBe(0);
    expect(await get(connectTo(url, { maxResponseBytes: 100_003 }))).toHaveLength(100_001);
  });
});

describe('an answer of small things', () => {
  const answering = async (body: string) => connectTo(await serve((_, response) => response.end(body)));

  it.each([
    ['objects', '{},'],
    ['lists', '[],'],
    ['numbers', '1,'],
    ['empty texts', '"",'],
  ])('is refused before it is parsed when it has too many: %s', async (_, one) => {
    const many = `[${one.repeat(300_000).slice(0, -1)}]`;
    await expect(get(await answering(many))).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      message: 'A service gave too large an answer.',
    });
  });

  it('says nothing where it has failed anyway', async () => {
    const many = `{"code":"OUT_OF_STOCK","more":[${'{},'.repeat(300_000)}{}]}`;
    const url = await serve((_, response) => response.writeHead(409).end(many));
    const failed: unknown = await get(connectTo(url)).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'CONFLICT', reason: undefined });
  });

  it('is taken when it is long for other reasons', async () => {
    const texts = JSON.stringify(Array.from({ length: 100 }, () => 'Words, and more words, '.repeat(400)));
    expect(texts.length).toBeGreaterThan(800_000);
    expect(await get(await answering(texts))).toHaveLength(100);
  });

  it('is not looked through for what is wrong with it when it is long', async () => {
    const upstream = await answering(JSON.stringify(Array.from({ length: 100_000 }, () => 'abcdef')));
    const things = { ...getThing, response: z.array(z.string()).max(10) };
    const error: unknown = await upstream
      .send(things, { path: { id: 'a' } }, newCall())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', cause: { message: `${things.name}: somewhere` } });
  });
});

describe('a service that', () => {
  it('is not there is UNAVAILABLE', async () => {
    const hosted = await hostThings(() => ({ body: {} }));
    const upstream = connectTo(hosted.url);
    await hosted.close();
    await expect(get(upstream)).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'things' });
  });

  it('has no address is UNAVAILABLE', async () => {
    await expect(get(connectTo('http://things.invalid:80'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('breaks off has failed', async () => {
    const hosted = await hostThings(() => ({ body: { text: 'x'.repeat(10_000) } }));
    hosted.faults.set({ hangUp: true });
    await expect(get(connectTo(hosted.url))).rejects.toMatchObject({
      code: 'UPSTREAM_FAILED',
      message: 'A service broke off.',
    });
  });

  it('goes down and comes back is found again at once', async () => {
    const hosted = await hostThings(() => ({ body: {} }));
    const upstream = connectTo(hosted.url);
    await get(upstream);
    hosted.faults.set({ down: true });
    await expect(get(upstream)).rejects.toMatchObject({ service: 'things' });
    hosted.faults.clear();
    await expect(get(upstream)).resolves.toEqual({});
  });
});

describe('the end of the work', () => {
  it.each([
    ['its caller goes', (call: Call) => call.deadline.cancel(), 'CANCELLED'],
    ['its time is up', () => undefined, 'DEADLINE_EXCEEDED'],
  ])('when %s also ends the work of the service', async (_, end, code) => {
    const { promise: called, resolve } = Promise.withResolvers<AbortSignal>();
    const hosted = await hostThings(async ({ signal }) => {
      resolve(signal);
      await once(signal, 'abort');
      return { body: {} };
    });
    const call = newCall({ budgetMs: 300 });
    const attempt = get(connectTo(hosted.url), call);
    const signal = await called;
    expect(signal.aborted).toBe(false);
    end(call);
    await expect(attempt).rejects.toMatchObject({ code, service: 'things' });
    if (!signal.aborted) await once(signal, 'abort');
    expect(signal.aborted).toBe(true);
  });

  it('in the middle of a body is noticed, too', async () => {
    const { promise: called, resolve } = Promise.withResolvers<void>();
    const url = await serve((_, response) => {
      response.write('{"a":');
      resolve();
    });
    const call = newCall();
    const attempt = get(connectTo(url), call);
    await called;
    call.deadline.cancel();
    await expect(attempt).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('sockets', () => {
  it('serve one call after the other, whatever was answered', async () => {
    const hosted = await hostThings(({ params }) => {
      const status = Number(params['id']);
      return { status, body: status === 204 ? undefined : { text: 'x'.repeat(100_000) } };
    });
    const upstream = connectTo(hosted.url);
    for (const status of ['200', '404', '500', '204', '302', '503', '200', '401']) {
      await Promise.allSettled([get(upstream, newCall(), status)]);
    }
    // A socket is freed a moment after its answer was read. The next call may find it taken, and open the second.
    expect(hosted.connections).toBeLessThanOrEqual(2);
  });

  it('are not kept when their answer was not read to the end', async () => {
    const hosted = await hostThings(() => ({ body: { text: 'x'.repeat(1_000_000) } }));
    const upstream = connectTo(hosted.url, { maxResponseBytes: 1_000 });
    await expect(get(upstream)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
    await expect(get(upstream)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
    expect(hosted.connections).toBe(2);
  });

  it('are at most 64 for one address, and the rest wait their turn', async () => {
    let open = 0;
    let most = 0;
    const hosted = await hostThings(async () => {
      most = Math.max(most, (open += 1));
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return { body: {} };
    });
    const upstream = connectTo(hosted.url);
    await Promise.all(Array.from({ length: 200 }, () => get(upstream)));
    expect(hosted.connections).toBeLessThanOrEqual(64);
    expect(most).toBeGreaterThan(1);
  });

  it('end with the upstream, once its calls are done', async () => {
    const hosted = await hostThings(() => ({ body: {} }));
    hosted.faults.set({ latencyMs: 30 });
    const upstream = createHttpUpstream({
      service: 'things',
      location: parseServiceLocation(hosted.url),
      identity: testIdentity,
      ...unprotected,
    });
    const last = get(upstream);
    await new Promise((resolve) => setImmediate(resolve));
    await upstream.close();
    await expect(last).resolves.toEqual({});
  });
});
