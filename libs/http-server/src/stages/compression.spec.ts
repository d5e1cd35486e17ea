import express, { type RequestHandler } from 'express';
import request from 'supertest';
import { compressed } from './compression.stage.ts';

const text = JSON.stringify({ text: 'all work and no play '.repeat(100) });

/** Answers as the handler does, behind the stage. */
const behind = (handler: RequestHandler) =>
  request(express().use(...(compressed().handlers as RequestHandler[]), handler));
const json =
  (body: string | Buffer = text, headers: Readonly<Record<string, string>> = {}): RequestHandler =>
  (_, res) =>
    void res.set({ 'Content-Type': 'application/json', ...headers }).end(body);
const accepting = (handler: RequestHandler, encodings: string) =>
  behind(handler).get('/').set('Accept-Encoding', encodings);

describe('a body worth it', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.2, gzip;q=0.9', 'gzip'],
    ['*', 'br'],
    ['GZIP', 'gzip'],
  ])('for a client that accepts %s is sent as %s', async (encodings, coding) => {
    for (const body of [text, Buffer.from(text)]) {
      // supertest has undone it, or failed.
      const { headers, text: received } = await accepting(json(body), encodings).expect(200);
      expect([headers['content-encoding'], headers['vary']]).toEqual([coding, 'Accept-Encoding']);
      expect(Number(headers['content-length'])).toBeLessThan(text.length / 4);
      expect(received).toBe(text);
    }
  });

  it.each(['identity', '', 'br;q=0, gzip;q=0', 'zstd', 'gzip;q=0.1, identity;q=0.9'])(
    'for a client that accepts %j is sent as it is, and caches are told that others may get it otherwise',
    async (encodings) => {
      const { headers, body } = await accepting(json(), encodings).expect(200);
      expect(headers).not.toHaveProperty('content-encoding');
      expect(headers['vary']).toBe('Accept-Encoding');
      expect(body).toEqual(JSON.parse(text));
    },
  );

  it('is told of, and not made, for HEAD', async () => {
    const { headers } = await behind(json()).head('/').set('Accept-Encoding', 'br').expect(200);
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers['vary']).toBe('Accept-Encoding');
  });

  it('is one that an error page is, too', async () => {
    const { headers } = await accepting((_, res) => void res.status(404).type('html').send(text), 'gzip').expect(404);
    expect(headers['content-encoding']).toBe('gzip');
  });

  it('keeps what else it varies by', async () => {
    const { headers } = await accepting(json(text, { Vary: 'Origin' }), 'br');
    expect(headers['vary']).toBe('Origin, Accept-Encoding');
  });
});

describe('what is not worth it', () => {
  it.each<[string, RequestHandler]>([
    ['a short body', json('{"short":true}')],
    ['no body', (_, res) => void res.status(204).end()],
    ['a picture', json(text, { 'Content-Type': 'image/png' })],
    ['a body that says nothing of its kind', (_, res) => void res.end(text)],
    ['a body that nobody may transform', json(text, { 'Cache-Control': 'public, no-transform' })],
    ['a body that nobody may transform, in capitals', json(text, { 'Cache-Control': 'No-Transform' })],
    ['a body that is encoded already', json(text, { 'Content-Encoding': 'identity' })],
    ['a body in pieces', (_, res) => (res.type('text').write(text), void res.end(text))],
    ['a body whose headers have gone ahead', (_, res) => void res.type('json').writeHead(200).end(text)],
  ])('passes: %s', async (_, handler) => {
    const { headers, status } = await accepting(handler, 'br, gzip');
    expect(status).toBeLessThan(300);
    expect(headers['content-encoding'] ?? 'identity').toBe('identity');
  });
});
