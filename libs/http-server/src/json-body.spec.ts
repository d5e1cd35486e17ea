import { createLogger, createMetrics } from '@frontage/observability';
import express, { type ErrorRequestHandler } from 'express';
import { isFailure } from '@frontage/errors';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { text } from 'node:stream/consumers';
import { createBoundedServer } from './connections.ts';
import { jsonBody } from './json-body.ts';

const maxBytes = 100;

let server: Server;
beforeAll(async () => {
  const app = express();
  const fail: ErrorRequestHandler = (error: unknown, _, res, _next) => {
    if (!isFailure(error)) throw error;
    res
      .status(error.status)
      .set({ ...error.headers })
      .json({ code: error.code });
  };
  app.post('/', ...jsonBody({ maxBytes }), (req, res) => void res.json({ body: req.body as unknown }));
  app.use(fail);
  const options = {
    limits: { keepAliveMs: 65_000, maxConnections: 100 },
    log: createLogger({ name: 'spec', level: 'silent' }),
    metrics: createMetrics(),
  };
  server = createBoundedServer(app, options).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends headers, and the body (if there is one) once the server waits for it. */
function post(headers: Record<string, string | number>, body?: string | Buffer) {
  const { port } = server.address() as AddressInfo;
  const sending = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/', headers });
  let continued = false;
  sending.on('error', () => undefined);
  sending.on('continue', () => {
    continued = true;
    sending.end(body);
  });
  if (body !== undefined && headers['Expect'] === undefined) sending.end(body);
  else sending.flushHeaders();
  return (async () => {
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    const answer = {
      status: response.statusCode,
      headers: response.headers,
      body: JSON.parse(await text(response)) as unknown,
      continued,
    };
    sending.destroy();
    return answer;
  })();
}

const json = { 'Content-Type': 'application/json' };

describe('a JSON body', () => {
  it.each([
    ['plain', json, '{"a":1}'],
    ['in UTF-8, said so', { 'Content-Type': 'application/json; charset=UTF-8' }, '{"a":1}'],
    ['in UTF-8, quoted', { 'Content-Type': 'Application/JSON;charset="utf-8"' }, '{"a":1}'],
    ['compressed', { ...json, 'Content-Encoding': 'gzip' }, gzipSync('{"a":1}')],
  ])('is read: %s', async (_, headers, body) => {
    expect(await post({ ...headers, 'Content-Length': body.length }, body)).toMatchObject({
      status: 200,
      body: { body: { a: 1 } },
    });
  });

  it.each([
    ['another type', { 'Content-Type': 'text/plain' }],
    ['no type', {}],
    ['no media type at all', { 'Content-Type': 'json' }],
    ['another charset', { 'Content-Type': 'application/json; charset=utf-7' }],
    ['a charset that begins alike', { 'Content-Type': 'application/json; charset=utf-16' }],
    ['a charset of the West', { 'Content-Type': 'application/json; charset=latin1' }],
  ])('is 415 with %s', async (_, headers) => {
    const answer = await post({ ...headers, 'Content-Length': 7 }, '{"a":1}');
    expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
    expect(answer.headers['accept']).toBe('application/json');
  });

  it('is 415 with what can be decoded, in an encoding that cannot', async () => {
    const answer = await post({ ...json, 'Content-Encoding': 'zstd', 'Content-Length': 3 }, 'abc');
    expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
    expect(answer.headers['accept-encoding']).toBe('gzip, deflate, br');
  });

  it('that says it is too large is 413 at once: not a byte of it has been sent', async () => {
    const answer = await post({ ...json, 'Content-Length': maxBytes + 1 });
    expect(answer).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } });
    expect(answer.headers['connection']).toBe('close');
  });

  it('is asked for when a client waits to be asked, and not when it is refused', async () => {
    const asked = await post({ ...json, Expect: '100-continue', 'Content-Length': 7 }, '{"a":1}');
    expect(asked).toMatchObject({ status: 200, continued: true, body: { body: { a: 1 } } });
    const refused = await post(
      { ...json, Expect: '100-continue', 'Content-Length': maxBytes + 1 },
      'x'.repeat(maxBytes + 1),
    );
    expect(refused).toMatchObject({ status: 413, continued: false });
  });
});
