import { createServer, type RequestListener } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { heldToDocuments } from './index.ts';

const headers = { 'X-Id': { $ref: '#/components/headers/X-Id' }, 'X-Never': { schema: { not: {} } } };
const word = { type: 'string', maxLength: 3, pattern: '^[a-z]+$' };
const parameters = [
  { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9]$' } },
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } },
  { name: 'deep', in: 'query', schema: { type: 'boolean' } },
  { name: 'parts', in: 'query', schema: { type: 'array', maxItems: 2, items: { enum: ['a', 'b'] } } },
];
const document = {
  'x-unknown-parameters': 'refused',
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'getThing',
        parameters,
        responses: {
          200: { headers, content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          400: { content: { 'application/json': { schema: {} } } },
          304: { headers },
          404: { $ref: '#/components/responses/NotFound' },
          default: { description: 'Whatever else' },
        },
      },
    },
    '/things/new': {
      post: {
        operationId: 'makeThing',
        parameters: [{ name: 'Key', in: 'header', required: true, schema: word }],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
        responses: { 200: {}, 400: {}, 415: {} },
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

const typed = { 'Content-Type': 'application/json' };
const invalid = (pointer: string): RequestListener =>
  answer(400, JSON.stringify({ code: 'INVALID_INPUT', errors: [{ pointer }] }), typed);

/** Reads all of a body, then answers without one. */
const reading =
  (status: number, body = ''): RequestListener =>
  (req, res) => {
    res.statusCode = status;
    req.resume().once('end', () => res.end(body));
  };

/** Sends one body to be made a thing; returns the message of `verify`. */
async function complaintsAbout(
  sent: string | Buffer,
  headersOf: Readonly<Record<string, string>>,
  handler = reading(200),
): Promise<string> {
  const held = heldToDocuments([file], handler);
  const sending = request(createServer(held.handler)).post('/things/new').set(headersOf);
  if (sent.length > 0) sending.write(sent);
  await sending;
  try {
    held.verify();
    return '';
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).join('; ');
  }
}

describe('a request that succeeds', () => {
  const ok = json(200, {});

  it.each([
    ['/things/1?limit=9&deep=true&parts=a,b', ''],
    ['/things/1?limit=10', 'getThing: 200 for the query parameter limit: 10'],
    ['/things/1?limit=0x1', 'getThing: 200 for the query parameter limit: 0x1'],
    ['/things/1?limit=', 'getThing: 200 for the query parameter limit: '],
    ['/things/1?limit=1&limit=2', 'getThing: 200 for the query parameter limit: 1,2'],
    ['/things/1?deep=yes', 'getThing: 200 for the query parameter deep: yes'],
    ['/things/1?parts=a,c', 'getThing: 200 for the query parameter parts: a,c'],
    ['/things/1?parts=a,b,a', 'getThing: 200 for the query parameter parts: a,b,a'],
    ['/things/1?else=1', 'getThing: 200 for the query parameter else'],
    ['/things/1?limit=%ff', 'getThing: 200 for a query that is no text'],
    ['/things/12', 'getThing: 200 for the path with id: 12'],
    ['/things/%31', ''],
    ['/things/%zz', 'getThing: 200 for the path with id: %zz'],
    ['/elsewhere', 'GET /elsewhere: 200, and no document has it'],
    ['/things/new', 'GET /things/new: 200, and no document has it'],
    ['/readyz?verbose', ''],
  ])('is described: %s', async (path, complaint) => {
    expect(await complaintsOf(ok, path)).toBe(complaint);
  });

  it.each([
    ['{"name":"ada"}', {}, ''],
    ['{"name":"lovelace"}', {}, /^makeThing: 200 for a body with name: Too big/],
    ['{"name":"\\ud800"}', {}, 'makeThing: 200 for a body that is no text'],
    ['{', {}, 'makeThing: 200 for a body that is no JSON'],
    ['', {}, 'makeThing: 200 for a body that is no JSON'],
    ['{}', { 'Content-Type': 'text/plain' }, 'makeThing: 200 for a body of the media type text/plain'],
    [
      '{}',
      { 'Content-Type': 'application/json; charset=latin1' },
      'makeThing: 200 for a body of the media type application/json; charset=latin1',
    ],
    ['{}', { Key: '' }, 'makeThing: 200 for the header Key: '],
    ['{}', { 'Content-Encoding': 'gzip' }, 'makeThing: 200 for a body that cannot be decoded'],
  ])('has a body that is described: %s %j', async (sent, more, complaint) => {
    const headersOf: Record<string, string> = { 'Content-Type': 'application/json', Key: 'abc', ...more };
    expect(await complaintsAbout(sent, headersOf)).toEqual(
      typeof complaint === 'string' ? complaint : expect.stringMatching(complaint),
    );
  });

  it('may be compressed', async () => {
    const sent = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', Key: 'abc' };
    expect(await complaintsAbout(gzipSync('{"name":"ada"}'), sent)).toBe('');
    expect(await complaintsAbout(gzipSync('{"nick":"ada"}'), sent)).toMatch(/Unrecognized key/);
  });

  it('has the headers that are required', async () => {
    expect(await complaintsAbout('{}', { 'Content-Type': 'application/json' })).toBe(
      'makeThing: 200 for no header Key',
    );
  });
});

describe('a request that is refused as invalid', () => {
  it('is not one that the document allows', async () => {
    expect(await complaintsOf(invalid('#/query/limit'), '/things/1?limit=10')).toBe('');
    expect(await complaintsOf(invalid('#/query/limit'), '/things/1?limit=9')).toBe(
      'getThing: 400 for what the document allows: #/query/limit',
    );
    const sent = { 'Content-Type': 'application/json', Key: 'abc' };
    expect(await complaintsAbout('{}', sent, reading(415))).toMatch(/^makeThing: 415 for what the document allows/);
    expect(await complaintsAbout('{}', { ...sent, 'Content-Type': 'text/plain' }, reading(415))).toBe('');
  });

  it('may break a rule that no schema can say: cursors, and what the suite names', async () => {
    expect(await complaintsOf(invalid('#/query/cursor'))).toBe('');
    const rules = [{ operations: /^getThing$/, pointer: /^#\/query\/limit$/, because: 'It is odd.' }];
    const held = heldToDocuments([file], invalid('#/query/limit'), { rules });
    await request(createServer(held.handler)).get('/things/1?limit=2').expect(400);
    held.verify();
  });

  it('may be so for other reasons than its input', async () => {
    const body = JSON.stringify({ code: 'MALFORMED_REQUEST' });
    expect(await complaintsOf(answer(400, body, typed))).toBe('');
    expect(await complaintsOf(answer(404, '', {}), '/elsewhere')).toBe('');
    expect(await complaintsOf(answer(409, '', {}), '/elsewhere')).toBe('GET /elsewhere: 409, and no document has it');
  });
});
