import { createLogger, createMetrics } from '@frontage/observability';
import express, { type Express, type RequestHandler } from 'express';
import { once } from 'node:events';
import { request as ask, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBoundedServer } from './connections.ts';
import { withMessageClasses } from './message-classes.ts';

const log = createLogger({ name: 'spec', level: 'silent' });
const limits = { keepAliveMs: 1_000, maxConnections: 100 };
let server: Server;

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Prototypes of a request and its answer, before the handler has them and where an app answers; and the answer's text. */
async function observe(app: Express, handler: RequestListener = app) {
  const prototypes: object[] = [];
  const note = (...messages: object[]) =>
    prototypes.push(...messages.map((each) => Object.getPrototypeOf(each) as object));
  const answer: RequestHandler = (req, res) => {
    note(req, res);
    res.status(201).json({ type: req.get('accept'), query: req.query });
  };
  app.get('/things', answer);
  server = createBoundedServer(handler, { limits, log, metrics: createMetrics() });
  server.prependListener('request', note);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sent = ask({
    port,
    host: '127.0.0.1',
    path: '/things?a=1',
    headers: { accept: 'text/x', connection: 'close' },
  });
  const [got] = (await once(sent.end(), 'response')) as [IncomingMessage];
  const text = Buffer.concat(await got.toArray()).toString();
  return { status: got.statusCode, text, before: prototypes.slice(0, 2), inside: prototypes.slice(2) };
}

const answered = { status: 201, text: '{"type":"text/x","query":{"a":"1"}}' };

describe('requests and answers', () => {
  it('are born with the members of Express, and keep their prototypes', async () => {
    const { before, inside, ...got } = await observe(withMessageClasses(express()));
    expect(got).toEqual(answered);
    expect(inside).toHaveLength(2);
    expect(before[0]).toBe(inside[0]);
    expect(before[1]).toBe(inside[1]);
  });

  it('get them from Express where an app has no classes of its own', async () => {
    const { before, inside, ...got } = await observe(express());
    expect(got).toEqual(answered);
    expect(before[0]).not.toBe(inside[0]);
  });

  it('get them from Express behind a handler that is no app', async () => {
    const app = withMessageClasses(express());
    const { before, inside, ...got } = await observe(app, (req, res) => void app(req, res));
    expect(got).toEqual(answered);
    expect(before[0]).not.toBe(inside[0]);
  });
});
