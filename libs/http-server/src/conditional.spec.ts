/** Conditional requests through a stack: reads with `etag`, a write with `ifMatch`, and their document. */

import type { AnswerTags } from '@frontage/call';
import { defineView, degradable } from '@frontage/dto-mapping';
import { Failure } from '@frontage/errors';
import { createLogger, createMetrics } from '@frontage/observability';
import { permission, publicAccess } from '@frontage/policy';
import request from 'supertest';
import { z } from 'zod';
import { endpointsWith, Reply, type Authenticator } from './index.ts';
import { ifMatch } from './input.exports.ts';
import { openapiDocument } from './openapi.ts';
import { assemble, withoutLimits } from './stack.exports.ts';
import {
  authenticate,
  compressed,
  endpoints,
  failures,
  notFound,
  requestContext,
  health,
  securityHeaders,
} from './stages.exports.ts';

const defineEndpoint = endpointsWith<object>();
const text = 'all work and no play '.repeat(100);
const noteView = defineView('Note', z.object({ id: z.string(), text: z.string(), ...degradable }));

/** Text of the note, and what is wrong with it: nothing, a part that is missing, or one that is stale. */
let now: { text: string; mark?: 'degraded' | 'stale' };
let revision: number | undefined;
let written: (readonly number[] | undefined)[];
beforeEach(() => {
  now = { text };
  revision = 7;
  written = [];
});

const readNote = defineEndpoint({
  name: 'readNote',
  summary: 'A note',
  method: 'GET',
  path: '/notes/{id}',
  access: publicAccess,
  budget: { ms: 500 },
  input: { params: z.object({ id: z.string() }), headers: z.object({ 'accept-language': z.string().optional() }) },
  etag: true,
  view: noteView,
  headers: { 'X-Kind': { description: 'A kind.', schema: { type: 'string' } } },
  handle: async ({ input: { params }, call }) => {
    if (params.id === 'none') throw new Failure('NOT_FOUND', 'There is no such note.');
    if (now.mark === 'degraded') call.ledger.degrade('authors', new Failure('UNAVAILABLE', 'down'));
    if (now.mark === 'stale') call.ledger.stale('notes');
    return new Reply(
      { id: params.id, text: now.text },
      { headers: { 'X-Kind': 'note' }, ...(revision !== undefined && { revision }) },
    );
  },
});

const changeNote = defineEndpoint({
  name: 'changeNote',
  summary: 'Changes a note',
  method: 'PATCH',
  path: '/notes/{id}',
  access: publicAccess,
  budget: { ms: 500 },
  input: {
    params: z.object({ id: z.string() }),
    headers: z.object({ 'if-match': ifMatch }),
    body: z.strictObject({ text: z.string() }),
  },
  etag: true,
  view: noteView,
  handle: async ({ input: { params, headers, body } }) => {
    written.push(headers['if-match']);
    return new Reply({ id: params.id, text: body.text }, { revision: 8 });
  },
});

/** Write that takes `If-Match` as an option. */
const replaceNote = defineEndpoint({
  name: 'replaceNote',
  summary: 'Replaces a note',
  method: 'PUT',
  path: '/notes/{id}',
  access: publicAccess,
  budget: { ms: 500 },
  input: { params: z.object({ id: z.string() }), headers: z.object({ 'if-match': ifMatch.optional() }) },
  view: noteView,
  handle: async ({ input: { params, headers } }) => {
    written.push(headers['if-match']);
    return { id: params.id, text };
  },
});

const list = [readNote, changeNote, replaceNote];
const app = assemble([
  requestContext({ log: createLogger({ name: 'spec', level: 'silent' }), metrics: createMetrics(), debug: true }),
  health({ state: () => 'serving', dependencies: {} }),
  securityHeaders(),
  compressed(),
  authenticate([]),
  withoutLimits('a spec'),
  endpoints(list, { deps: {}, challenge: 'Bearer', debug: true, vary: ['Authorization', 'X-API-Key'] }),
  notFound(),
  failures(),
]);

const read = (headers: Readonly<Record<string, string>> = {}, path = '/notes/n1') =>
  request(app).get(path).set(headers);
const tagNow = async (): Promise<string> => (await read().expect(200)).headers['etag']!;
const change = (headers: Readonly<Record<string, string>>, body: object = { text: 'new' }) =>
  request(app).patch('/notes/n1').set(headers).send(body);

describe('a read with a tag', () => {
  it('may be kept by its client, who has to ask about it', async () => {
    const { headers } = await read().expect(200);
    expect(headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'Authorization, X-API-Key, accept-language, Accept-Encoding',
    });
    expect(headers['etag']).toMatch(/^W\/"7\.[\w-]{22}"$/);
  });

  it('is 304 for whoever has it, with the headers of the 200, and without a body', async () => {
    const whole = await read().expect(200);
    const { headers, text: sent } = await read({ 'If-None-Match': whole.headers['etag']! }).expect(304);
    expect(sent).toBe('');
    for (const name of ['etag', 'cache-control', 'vary', 'x-kind', 'content-security-policy'])
      expect([name, headers[name]]).toEqual([name, whole.headers[name]]);
    for (const name of ['content-type', 'content-length', 'content-encoding']) expect(headers).not.toHaveProperty(name);
    expect(headers['x-request-id']).not.toBe(whole.headers['x-request-id']);
  });

  it('has one tag for every coding, and for HEAD', async () => {
    const tag = await tagNow();
    for (const coding of ['br', 'gzip', 'identity']) {
      const { headers } = await read({ 'Accept-Encoding': coding }).expect(200);
      expect([headers['content-encoding'] ?? 'identity', headers['etag']]).toEqual([coding, tag]);
      await read({ 'Accept-Encoding': coding, 'If-None-Match': tag }).expect(304);
    }
    expect((await request(app).head('/notes/n1').expect(200)).headers['etag']).toBe(tag);
    await request(app).head('/notes/n1').set('If-None-Match', tag).expect(304);
  });

  it('is sent whole when it has changed, be it its revision alone', async () => {
    const tag = await tagNow();
    revision = 8;
    await read({ 'If-None-Match': tag }).expect(200);
    now = { text: 'other' };
    revision = 7;
    await read({ 'If-None-Match': tag }).expect(200);
    await read({ 'If-None-Match': `"x", ${tag}, ${await tagNow()}` }).expect(304);
  });

  it.each(['x', '"', 'W/, "a"', '"a" "b"'])('ignores a malformed If-None-Match: %j', async (field) => {
    expect((await read({ 'If-None-Match': field }).expect(200)).text).not.toBe('');
  });

  it('ignores dates, as nothing here has one', async () => {
    await read({ 'If-Modified-Since': new Date().toUTCString() }).expect(200);
  });

  it('that fails is not confirmed', async () => {
    const { headers } = await read({ 'If-None-Match': '*' }, '/notes/none').expect(404);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
    await read({ 'If-None-Match': '*' }).expect(304);
  });

  it.each(['degraded', 'stale'] as const)('that is %s has a tag for writes, and is never confirmed', async (mark) => {
    const tag = await tagNow();
    now = { text, mark };
    const { headers } = await read({ 'If-None-Match': `${tag}, W/"7."` }).expect(200);
    expect([headers['etag'], headers[`frontage-${mark}`]]).toEqual(['W/"7."', expect.stringMatching(/authors|notes/)]);
    await read({ 'If-None-Match': '*' }).expect(200);
    revision = undefined;
    expect((await read().expect(200)).headers).not.toHaveProperty('etag');
    now = { text };
    revision = 7;
    await read({ 'If-None-Match': 'W/"7."' }).expect(200);
  });
});

describe('a read with a tag of its parts', () => {
  /** Memory of tags that is told when something has changed. */
  const known = new Map<string, string>();
  const answerTags: AnswerTags = {
    find: (question) => known.get(question),
    begin: () => (question, tag) => void known.set(question, tag),
  };
  let handled: number;
  let extra: object | undefined;
  beforeEach(() => {
    known.clear();
    handled = 0;
    extra = undefined;
  });

  const readParts = defineEndpoint({
    name: 'readParts',
    summary: 'A note of parts',
    method: 'GET',
    path: '/notes/{id}',
    access: publicAccess,
    budget: { ms: 500 },
    input: { params: z.object({ id: z.string() }), headers: z.object({ 'accept-language': z.string().optional() }) },
    view: noteView,
    etag: 'of-parts',
    handle: async ({ input: { params }, principal }) => {
      handled += 1;
      const note = { id: params.id, text: `${now.text} for ${'id' in principal ? principal.id : 'everybody'}` };
      return extra ? new Reply(note, { headers: { 'X-Kind': 'note' } }) : note;
    },
  });
  const customer: Authenticator = {
    name: 'customer',
    openapi: { type: 'http', scheme: 'bearer' },
    challenge: 'Bearer',
    authenticate: ({ header }) => {
      const id = header('authorization')?.slice(7);
      return id === undefined
        ? { kind: 'absent' }
        : { kind: 'authenticated', principal: { kind: 'customer', id, tier: 'standard' } };
    },
  };
  const partsApp = assemble([
    requestContext({ log: createLogger({ name: 'spec', level: 'silent' }), metrics: createMetrics(), debug: true }),
    health({ state: () => 'serving', dependencies: {} }),
    securityHeaders(),
    compressed(),
    authenticate([customer]),
    withoutLimits('a spec'),
    endpoints([readParts], { deps: {}, challenge: 'Bearer', debug: true, answerTags }),
    notFound(),
    failures(),
  ]);
  const readAs = (headers: Readonly<Record<string, string>> = {}, path = '/notes/n1') =>
    request(partsApp).get(path).set(headers);

  it('is confirmed without its being put together, with the headers of the 200', async () => {
    const whole = await readAs().expect(200);
    expect(handled).toBe(1);
    const { headers, text: sent } = await readAs({ 'If-None-Match': whole.headers['etag']! }).expect(304);
    expect([handled, sent]).toEqual([1, '']);
    for (const name of ['etag', 'cache-control', 'vary', 'content-security-policy'])
      expect([name, headers[name]]).toEqual([name, whole.headers[name]]);
    await request(partsApp).head('/notes/n1').set('If-None-Match', whole.headers['etag']!).expect(304);
    expect(handled).toBe(1);
  });

  it('is sent whole to a client that has another, or none', async () => {
    const { headers } = await readAs().expect(200);
    now = { text: 'other' };
    known.clear();
    const changed = await readAs({ 'If-None-Match': headers['etag']! }).expect(200);
    expect(changed.body.text).toBe('other for everybody');
    await readAs({ 'If-None-Match': '"x"' }).expect(200);
    await readAs({ 'If-None-Match': 'malformed' }).expect(200);
    await readAs().expect(200);
    expect(handled).toBe(5);
  });

  it('is confirmed to nobody by the tag of another question', async () => {
    const { headers } = await readAs({ Authorization: 'Bearer ada', 'Accept-Language': 'de' }).expect(200);
    const tag = headers['etag']!;
    const others: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ Authorization: 'Bearer bob', 'Accept-Language': 'de' }, '/notes/n1'],
      [{ 'Accept-Language': 'de' }, '/notes/n1'],
      [{ Authorization: 'Bearer ada', 'Accept-Language': 'en' }, '/notes/n1'],
      [{ Authorization: 'Bearer ada', 'Accept-Language': 'de' }, '/notes/n2'],
      [{ Authorization: 'Bearer ada', 'Accept-Language': 'de' }, '/notes/n1?x=1'],
    ];
    for (const [index, [given, path]] of others.entries()) {
      await readAs({ ...given, 'If-None-Match': tag }, path);
      expect(handled).toBe(index + 2);
    }
    await readAs({ Authorization: 'Bearer ada', 'Accept-Language': 'de', 'If-None-Match': tag }).expect(304);
    expect(handled).toBe(others.length + 1);
  });

  it('is put together for whoever debugs, and where it has headers of its own', async () => {
    const { headers } = await readAs().expect(200);
    const debugged = await readAs({ 'Frontage-Debug': '1', 'If-None-Match': headers['etag']! }).expect(304);
    expect([handled, debugged.headers['frontage-budget']]).toEqual([2, expect.stringMatching(/^calls=/)]);
    known.clear();
    extra = {};
    await readAs().expect(200);
    const { headers: confirmed } = await readAs({ 'If-None-Match': headers['etag']! }).expect(304);
    expect([handled, confirmed['x-kind']]).toEqual([4, 'note']);
  });

  it('has to be public, or the process does not start', () => {
    const secret = { ...readParts, access: permission('catalog:write') } as typeof readParts;
    const { problems } = endpoints([secret], { deps: {}, challenge: 'Bearer', debug: false });
    expect(problems).toEqual(["the endpoint 'readParts' has a tag of its parts, and is not public"]);
  });
});

describe('a write with If-Match', () => {
  it('is told the revisions, and answers with the new tag and no-store', async () => {
    const { headers } = await change({ 'If-Match': `"3.x", ${await tagNow()}` }).expect(200);
    await change({ 'If-Match': '*' }).expect(200);
    await change({ 'If-Match': '"from-elsewhere"' }).expect(200);
    expect(written).toEqual([[3, 7], undefined, []]);
    expect(headers['etag']).toMatch(/^W\/"8\.[\w-]{22}"$/);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is no read: If-None-Match changes nothing', async () => {
    const { headers } = await change({ 'If-Match': '*' }).expect(200);
    const again = await change({ 'If-Match': '*', 'If-None-Match': headers['etag']! }).expect(200);
    expect(again.body.text).toBe('new');
  });

  it('is 428 without it, whatever else is wrong', async () => {
    for (const body of [{ text: 'new' }, { unknown: true }]) {
      const { body: problem } = await change({}, body).expect(428);
      expect(problem).toMatchObject({ code: 'PRECONDITION_REQUIRED', type: '/problems/precondition-required' });
      expect(problem).not.toHaveProperty('errors');
    }
    expect(written).toEqual([]);
  });

  it.each(['x', '7', '*, "a"', '"a', `"${'a'.repeat(1_000)}"`])('is 400 with a malformed one: %j', async (field) => {
    const { body } = await change({ 'If-Match': field }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '#/headers/if-match' }]);
    expect(written).toEqual([]);
  });
});

describe('a write that takes If-Match as an option', () => {
  const replace = (headers: Readonly<Record<string, string>>) => request(app).put('/notes/n').set(headers);

  it('is told what was sent, and nothing where nothing was', async () => {
    await replace({}).expect(200);
    await replace({ 'If-Match': '*' }).expect(200);
    await replace({ 'If-Match': 'W/"7.abc", "other"' }).expect(200);
    await replace({ 'If-Match': '"other"' }).expect(200);
    expect(written).toEqual([undefined, undefined, [7], []]);
    await replace({ 'If-Match': 'x' }).expect(400);
    expect(written).toHaveLength(4);
  });
});

describe('the document', () => {
  interface Operation {
    readonly parameters: readonly { readonly name: string; readonly required?: boolean }[];
    readonly responses: Readonly<Record<string, { readonly headers?: object }>>;
  }
  const documentOf = (endpoints: typeof list) =>
    openapiDocument(endpoints, {
      ...{ title: 'T', version: '1', description: 'D.', contact: { name: 'C' }, tags: { notes: 'Notes.' } },
      ...{ callers: [], schemes: [] },
    }) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
      readonly components: { readonly headers: object; readonly responses: object };
    };
  const headersIn = ({ parameters }: Operation) =>
    parameters
      .filter((each) => 'in' in each && each.in === 'header')
      .map(({ name, required = false }) => [name, required]);

  it('has tags, 304, 412 and 428 where they are', () => {
    const { get, patch, put } = documentOf(list).paths['/notes/{id}']!;
    expect(headersIn(get!)).toEqual([
      ['accept-language', false],
      ['if-none-match', false],
    ]);
    expect(headersIn(patch!)).toEqual([['if-match', true]]);
    for (const operation of [get!, patch!]) expect(operation.responses['200']!.headers).toHaveProperty('ETag');
    expect(Object.keys(get!.responses)).toContain('304');
    expect(Object.keys(get!.responses)).not.toContain('412');
    expect(Object.keys(patch!.responses)).toEqual(expect.arrayContaining(['412', '428']));
    expect(Object.keys(patch!.responses)).not.toContain('304');
    expect(headersIn(put!)).toEqual([['if-match', false]]);
    expect(Object.keys(put!.responses).filter((status) => /^4[12][28]$/.test(status))).toEqual(['412']);
  });

  it('says nothing of them where there are none', () => {
    const { etag: _, ...plain } = readNote;
    const { paths, components } = documentOf([plain]);
    expect(headersIn(paths['/notes/{id}']!['get']!)).toEqual([['accept-language', false]]);
    expect(JSON.stringify([paths, components])).not.toMatch(/ETag|NotModified/);
  });
});
