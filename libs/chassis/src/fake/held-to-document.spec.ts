import { createServer, type RequestListener } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { heldToDocuments } from './index.ts';

const headers = { 'X-Id': { $ref: '#/components/headers/X-Id' }, 'X-Never': { schema: { not: {} } } };
const document = {
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'getThing',
        responses: {
          200: { headers, content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          304: { headers },
          404: { $ref: '#/components/responses/NotFound' },
          default: { description: 'Whatever else' },
        },
      },
    },
    '/plain': { get: { operationId: 'getPlain', responses: { default: { description: 'Whatever else' } } } },
  },
  components: {
    headers: { 'X-Id': { required: true, schema: { type: 'integer', minimum: 1 } } },
    responses: { NotFound: { description: 'None' } },
    schemas: {
      Thing: { type: 'object', properties: { name: { type: 'string', maxLength: 3 } }, additionalProperties: false },
    },
  },
};

let folder: string;
let file: URL;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'held-'));
  file = pathToFileURL(join(folder, 'openapi.json'));
  await writeFile(file, JSON.stringify(document));
});
afterAll(() => rm(folder, { recursive: true }));

/** Requests each path once; returns the message of `verify`. */
async function complaintsOf(handler: RequestListener, path = '/things/1'): Promise<string> {
  const held = heldToDocuments([file], handler);
  await request(createServer(held.handler)).get(path);
  try {
    held.verify();
    return '';
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).join('; ');
  }
}

const answer =
  (status: number, body: string | Uint8Array, headersOf: Record<string, string>): RequestListener =>
  (_, res) => {
    res.statusCode = status;
    res.setHeaders(new Map(Object.entries(headersOf)));
    res.end(body);
  };

const json = (status: number, body: unknown, more: Record<string, string> = {}): RequestListener =>
  answer(status, JSON.stringify(body), { 'Content-Type': 'application/json', 'X-Id': '7', ...more });

describe('a BFF that is held to its document', () => {
  it('answers as the handler does, and is well when all is documented', async () => {
    const held = heldToDocuments([file], json(200, { name: 'ada' }));
    const { body } = await request(createServer(held.handler)).get('/things/1').expect(200);
    expect(body).toEqual({ name: 'ada' });
    held.verify();
    expect(await complaintsOf(answer(404, '', {}))).toBe('');
    expect(await complaintsOf(json(418, {}), '/elsewhere')).toBe('');
  });

  it('is told of a status that only the default covers', async () => {
    expect(await complaintsOf(json(500, {}))).toBe('getThing: the status 500');
  });

  it('is told of a body that the schema does not allow, compressed or not', async () => {
    expect(await complaintsOf(json(200, { name: 'lovelace' }))).toMatch(/^getThing: 200 with name: Too big/);
    const headersOf = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'X-Id': '7' };
    const zipped = answer(200, gzipSync('{"secret":1}'), headersOf);
    expect(await complaintsOf(zipped)).toMatch(/^getThing: 200 with : Unrecognized key: "secret"/);
  });

  it('is told of a 304 that is undocumented, lacks a header, or has a body', async () => {
    expect(await complaintsOf(answer(304, '', { 'X-Id': '7' }))).toBe('');
    expect(await complaintsOf(answer(304, '', {}))).toBe('getThing: 304 without the header X-Id');
    expect(await complaintsOf(json(304, { name: 'ada' }))).toBe('getThing: 304 with a body');
    expect(await complaintsOf(answer(304, '', { 'X-Id': '7' }), '/plain')).toBe('getPlain: the status 304');
  });

  it('is told of headers that are missing, wrong, or never to be sent', async () => {
    expect(await complaintsOf(answer(200, '', {}))).toBe('getThing: 200 without the header X-Id');
    expect(await complaintsOf(json(200, {}, { 'X-Id': '0' }))).toBe('getThing: 200 with the header X-Id: 0');
    expect(await complaintsOf(json(200, {}, { 'X-Never': '*' }))).toBe('getThing: 200 with the header X-Never: *');
    expect(await complaintsOf(json(200, {}, { 'Content-Type': 'text/plain' }))).toBe(
      'getThing: 200 with the media type text/plain',
    );
  });
});
