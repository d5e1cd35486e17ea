import { Failure } from '@frontage/errors';
import { createRuntime, type Authenticator, type ConfigError } from '@frontage/http-server';
import { contextOf } from '@frontage/http-server/context';
import { assemble, stage } from '@frontage/http-server/stack';
import {
  authenticate,
  compressed,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { createLogger } from '@frontage/observability';
import { permission, publicAccess } from '@frontage/policy';
import type { RequestHandler } from 'express';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request, { type Test } from 'supertest';
import { specBudgets, specLimits } from '../../test/spec-limits.ts';
import { createGraphqlServer } from '../graphql-server.ts';
import type { OperationContext } from '../operation-context.ts';
import { documentIdOf } from './document-id.ts';
import { readManifest, writeManifest } from './manifest.ts';
import type { TrustMode } from './trusted-documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'trusted-'));
const file = join(folder, 'manifest.json');
afterAll(() => rmSync(folder, { recursive: true }));

/** Authenticates `X-Who: ada` as the customer ada. */
const authenticator: Authenticator = {
  name: 'who',
  openapi: { type: 'http' },
  challenge: 'Who',
  authenticate: ({ header }) => {
    const id = header('x-who');
    return id === undefined
      ? { kind: 'absent' }
      : { kind: 'authenticated', principal: { kind: 'customer', id, tier: 'standard' } };
  },
};

const callerIn = ({ principal }: OperationContext): string => ('id' in principal ? principal.id : principal.kind);

const part = {
  typeDefs: `
    type Query {
      news(first: Int! = 2, mark: String): [Item!] @cacheControl(maxAge: 60) @listSize(slicingArguments: ["first"])
      item(id: ID!): Item @cacheControl(maxAge: 30)
      cart: String
      mine: Item
    }
    type Item { id: ID! text: String! teller: String @cacheControl(maxAge: 10) mark: String price: Int }
    type Mutation { put(text: String!): String }
  `,
  resolvers: {
    Query: {
      news: (_: unknown, { first, mark }: { first: number; mark?: string }, { call }: OperationContext) => {
        if (mark === 'degraded') call.ledger.degrade('reviews', new Failure('UNAVAILABLE', 'down'));
        if (mark === 'stale') call.ledger.stale('news');
        if (mark === 'failed') throw new Failure('NOT_FOUND', 'There is no such news.');
        return Array.from({ length: first }, (_each, n) => ({ id: `n${n}`, text: 'some news, '.repeat(100) }));
      },
      item: (_: unknown, { id }: { id: string }) => ({ id, text: id }),
      cart: (_: unknown, __: unknown, context: OperationContext) => `cart of ${callerIn(context)}`,
      mine: () => ({ id: 'm', text: 'mine' }),
    },
    // Declared as the same for everybody, and it is not.
    Item: {
      teller: (_: unknown, __: unknown, context: OperationContext) => {
        context.http?.addHeader('Set-Cookie', `told=${context.http.header('x-who')}`);
        return callerIn(context);
      },
      price: () => 1,
    },
    Mutation: { put: (_: unknown, { text }: { text: string }) => text },
  },
};

const texts = {
  news: 'query News($first: Int! = 2, $mark: String) { news(first: $first, mark: $mark) { id text } }',
  item: 'query Item($id: ID!) { item(id: $id) { id text teller } }',
  priced: 'query Priced { item(id: "a") { id price } }',
  mine: '{ mine { id } }',
  cart: 'query Cart { cart }',
  both: 'query A { news { id } } query B($id: ID!) { item(id: $id) { text } }',
  put: 'mutation Put { put(text: "x") }',
};
const ids = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, documentIdOf(text)])) as {
  [Name in keyof typeof texts]: string;
};

/** Costs that were charged. */
const costs: number[] = [];

const meter: RequestHandler = (_, res, next) => {
  contextOf(res).charge = async (cost) => void costs.push(cost);
  res.setHeader('RateLimit', '"of-one-caller";r=7').setHeader('RateLimit-Policy', '"of-one-caller";q=9;w=1');
  next();
};

async function start(mode: TrustMode) {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    name: 'spec',
    destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const { metrics, state } = createRuntime('spec');
  const server = await createGraphqlServer<OperationContext>({
    parts: [part],
    access: {
      'Query.news': publicAccess,
      'Query.item': publicAccess,
      'Query.cart': permission('cart:use'),
      'Query.mine': publicAccess,
      'Mutation.put': publicAccess,
    },
    contextOf: (operation) => operation,
    challenge: 'Who',
    log,
    debug: true,
    limits: specLimits,
    budgets: specBudgets,
    trust: { file, mode },
  });
  const app = assemble([
    requestContext({ log, metrics, debug: false }),
    health({ state }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    stage('limit', meter),
    server.stage,
    notFound(),
    failures(),
  ]);
  const get = (parameters: Readonly<Record<string, string>>): Test =>
    request(app).get('/graphql').query(parameters).set('X-CSRF', '1');
  const post = (body: object): Test => request(app).post('/graphql').send(body);
  return { app, lines, metrics, get, post, look: () => server.lookAtTrusted(), close: () => server.close() };
}

let house: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  costs.length = 0;
  writeFileSync(file, writeManifest(Object.values(texts)));
  house = await start('also');
});
afterEach(() => house.close());

describe('a document', () => {
  it('is run by its id, with POST and GET, with variables and a name', async () => {
    const posted = await house.post({ documentId: ids.item, variables: { id: 'a' } }).expect(200);
    expect(posted.body).toEqual({ data: { item: { id: 'a', text: 'a', teller: 'anonymous' } } });
    const got = await house.get({ documentId: ids.item, variables: '{"id":"a"}' }).expect(200);
    expect(got.body).toEqual(posted.body);
    const named = await house.post({ documentId: ids.both, operationName: 'B', variables: { id: 'b' } }).expect(200);
    expect(named.body).toEqual({ data: { item: { text: 'b' } } });
    const nulls = { query: null, operationName: null, extensions: null };
    await house
      .post({ documentId: ids.cart, ...nulls })
      .set('X-Who', 'ada')
      .expect(200);
  });

  it('is not charged for being read, and a text is', async () => {
    await house.post({ documentId: ids.mine }).expect(200);
    expect(costs).toEqual([2]);
    costs.length = 0;
    const text = `${texts.mine} `;
    await house.post({ query: text }).expect(200);
    expect(costs).toEqual([text.length, 2]);
  });

  it('is what everything else says it is: access, variables, names', async () => {
    await house.post({ documentId: ids.cart }).expect(401);
    const { body } = await house.post({ documentId: ids.item }).expect(400);
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    for (const operationName of ['C', undefined]) {
      const unknown = await house.post({ documentId: ids.both, operationName }).expect(400);
      expect(unknown.body.errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
    }
  });

  it('that changes something is not run by GET', async () => {
    const { headers } = await house.get({ documentId: ids.put }).expect(405);
    expect(headers).toMatchObject({ allow: 'POST', 'cache-control': 'no-store' });
    await house.post({ documentId: ids.put }).expect(200);
  });

  it('is named in log and metrics, by id and by names of the manifest alone', async () => {
    await house.post({ documentId: ids.item, variables: { id: 'a' } });
    await house.post({ documentId: ids.both, operationName: 'Made_Up' });
    await house.post({ documentId: ids.mine });
    expect(house.lines.map(({ route, documentId }) => [route, documentId])).toEqual([
      ['/graphql#Item', ids.item],
      ['/graphql', ids.both],
      ['/graphql', ids.mine],
    ]);
    expect((await house.metrics.expose()).text).toContain('route="/graphql#Item"');
  });
});

describe('an id', () => {
  const other = documentIdOf('something else');

  it.each([other, 'x-ours:7', ids.item.slice('sha256:'.length)])(
    'that is not in the manifest is told in a GraphQL response: %s',
    async (documentId) => {
      for (const answer of [await house.post({ documentId }), await house.get({ documentId })]) {
        expect(answer.status).toBe(400);
        expect(answer.headers).toMatchObject({
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
        });
        expect(answer.body).toEqual({
          errors: [
            {
              message: expect.any(String),
              extensions: { code: 'PERSISTED_DOCUMENT_NOT_FOUND', requestId: answer.headers['x-request-id'] },
            },
          ],
        });
      }
      expect(costs).toEqual([]);
      const typed = await house.post({ documentId }).set('Accept', 'application/graphql-response+json');
      expect(typed.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    },
  );

  it.each<[string, unknown]>([
    ['in capitals', ids.item.toUpperCase()],
    ['with capitals in its hash', ids.item.replace(/[a-f]/, (letter) => letter.toUpperCase())],
    ['too short', ids.item.slice(0, -1)],
    ['too long', `${ids.item}0`],
    ['of 10 kB', `sha256:${'a'.repeat(10_000)}`],
    ['of 10 kB without a colon', 'a'.repeat(10_000)],
    ['by another hash', `md5:${'a'.repeat(32)}`],
    ['with a line break after it', `${ids.item}\n`],
    ['empty', ''],
    ['a list', [ids.item]],
    ['a number', 7],
    ['an object', { id: ids.item }],
    ['true', true],
  ])('that is malformed is a problem: %s', async (_, documentId) => {
    const posted = await house.post({ documentId }).expect(400);
    expect(posted.headers['content-type']).toBe('application/problem+json');
    expect(posted.body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ pointer: '#/body/documentId' }] });
    if (typeof documentId !== 'string') return;
    const got = await house.get({ documentId }).expect(400);
    expect(got.body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ pointer: '#/query/documentId' }] });
  });

  it('of null is none', async () => {
    await house.post({ documentId: null, query: texts.mine }).expect(200);
    const { body } = await house.post({ documentId: null }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '#/body/query' }]);
  });

  it('comes once, and without a text', async () => {
    const { body } = await house.post({ documentId: ids.mine, query: texts.mine }).expect(400);
    expect(body.errors).toEqual([{ pointer: '#/body/documentId', detail: 'must come without query' }]);
    const both = await house.get({ documentId: ids.mine, query: texts.mine }).expect(400);
    expect(both.body.errors).toEqual([{ pointer: '#/query/documentId', detail: 'must come without query' }]);
    const twice = await request(house.app)
      .get(`/graphql?documentId=${ids.mine}&documentId=${ids.mine}`)
      .set('X-CSRF', '1')
      .expect(400);
    expect(twice.body.errors).toMatchObject([{ pointer: '#/query/documentId' }]);
  });

  it('is not looked for where automatic persisted queries have theirs', async () => {
    const persistedQuery = { version: 1, sha256Hash: ids.mine.slice('sha256:'.length) };
    const { body } = await house.post({ query: texts.mine, extensions: { persistedQuery } });
    expect(body.errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }]);
  });
});

describe('where nothing but trusted documents is run', () => {
  it('a text is refused before it is read, and costs nothing', async () => {
    await house.close();
    house = await start('only');
    for (const query of [texts.mine, '{', '{ nothing }', 'x'.repeat(50_000)]) {
      const { body } = await house.post({ query }).expect(403);
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_DOCUMENT_REQUIRED' } }] });
    }
    await house.get({ query: texts.mine }).expect(403);
    await house.get({}).expect(403);
    expect(costs).toEqual([]);
    await house.post({ documentId: ids.mine }).expect(200);
  });
});

describe('an answer to GET', () => {
  it('of public fields alone may be kept by everybody, for the shortest of their times', async () => {
    const { headers, body } = await house.get({ documentId: ids.news }).set('X-Who', 'ada').expect(200);
    expect(body.data.news).toHaveLength(2);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=60, stale-while-revalidate=60',
      vary: 'Accept, Accept-Encoding',
    });
    expect(headers['etag']).toMatch(/^W\/"[\w-]{22}"$/);
    for (const name of ['ratelimit', 'ratelimit-policy', 'set-cookie']) expect(headers).not.toHaveProperty(name);
    const item = await house.get({ documentId: ids.item, variables: '{"id":"a"}' }).expect(200);
    expect(item.headers['cache-control']).toBe('public, max-age=10, stale-while-revalidate=10');
  });

  it('of that kind is an anonymous visitor’s, even where a field was declared public by mistake', async () => {
    const ask = (who?: string) => {
      const asked = house.get({ documentId: ids.item, variables: '{"id":"a"}' });
      return who === undefined ? asked : asked.set('X-Who', who);
    };
    const answers = [await ask(), await ask('ada'), await ask('bob')];
    for (const { text, headers } of answers)
      expect([text, headers['etag']]).toEqual([answers[0]!.text, answers[0]!.headers['etag']]);
    expect(answers[0]!.body.data.item.teller).toBe('anonymous');
    expect(answers[1]!.headers).not.toHaveProperty('set-cookie');
    const posted = await house.post({ documentId: ids.item, variables: { id: 'a' } }).set('X-Who', 'ada');
    expect(posted.body.data.item.teller).toBe('ada');
    expect(posted.headers).toMatchObject({ 'cache-control': 'no-store', 'set-cookie': ['told=ada'] });
  });

  it('is 304 for whoever has it, in any coding, with its headers and without a body', async () => {
    const whole = await house.get({ documentId: ids.news }).set('Accept-Encoding', 'br').expect(200);
    const tag = whole.headers['etag']!;
    for (const [field, coding] of [
      [tag, 'br'],
      [tag.slice(2), 'gzip'],
      [`"x", ${tag}`, 'identity'],
      ['*', 'br'],
    ] as const) {
      const { headers, text } = await house
        .get({ documentId: ids.news })
        .set({ 'If-None-Match': field, 'Accept-Encoding': coding })
        .expect(304);
      expect(text).toBe('');
      for (const name of ['etag', 'cache-control', 'vary'])
        expect([name, headers[name]]).toEqual([name, whole.headers[name]]);
      for (const name of ['content-type', 'content-length', 'content-encoding'])
        expect(headers).not.toHaveProperty(name);
    }
    for (const field of ['"x"', tag.slice(0, -1)])
      await house.get({ documentId: ids.news }).set('If-None-Match', field).expect(200);
    await house.get({ documentId: ids.news, variables: '{"first":1}' }).set('If-None-Match', tag).expect(200);
  });

  it.each<[string, keyof typeof texts, string?]>([
    ['a field without a declaration', 'priced'],
    ['a root field without one', 'mine'],
    ['a permission', 'cart'],
  ])('with %s is kept by nobody', async (_, name) => {
    const { headers } = await house.get({ documentId: ids[name] }).set('X-Who', 'ada').expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
    expect(headers).toHaveProperty('ratelimit');
  });

  it.each(['degraded', 'stale', 'failed'])('that is %s is kept by nobody, and never confirmed', async (mark) => {
    const { headers } = await house
      .get({ documentId: ids.news, variables: JSON.stringify({ mark }) })
      .set('If-None-Match', '*')
      .expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
  });

  it('that was asked what it cost is kept by nobody, and nor is one of a text', async () => {
    const debugged = await house.get({ documentId: ids.news }).set('Frontage-Debug', '1').expect(200);
    expect(debugged.headers['cache-control']).toBe('no-store');
    const free = await house.get({ query: texts.news }).expect(200);
    expect(free.headers['cache-control']).toBe('no-store');
  });
});

describe('a manifest', () => {
  const problemOf = async (json: string): Promise<string> => {
    writeFileSync(file, json);
    const error = await start('also').catch((thrown: unknown) => thrown);
    const { name, problems } = error as ConfigError;
    expect(name).toBe('ConfigError');
    expect(problems).toHaveLength(1);
    return problems[0]!;
  };
  const deep = `query Deep { news { ${'... on Item { '.repeat(3)} id ${'}'.repeat(3)} } }`;
  const dear = 'query Dear { news(first: 50000) { id } }';

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /JSON/],
    ['a list', '[]', /expected record/],
    ['in the form of Apollo', '{"format":"apollo-persisted-query-manifest","version":1,"operations":[]}', /format/],
    ['with a text that is none', `{"${'a'.repeat(64)}":7}`, /expected string/],
    ['with a prefix before its hashes', JSON.stringify({ [ids.mine]: texts.mine }), /sha256:/],
    ['with a wrong hash', JSON.stringify({ ['a'.repeat(64)]: texts.mine }), /sha256:a+ is not the hash of its text/],
    [
      'of 5 MB',
      JSON.stringify({ ['a'.repeat(64)]: 'x'.repeat(5_000_000) }),
      /has 5000\d+ characters, and at most 4000000/,
    ],
  ])('is refused: %s', async (_, json, message) => {
    expect(await problemOf(json)).toMatch(message);
  });

  it('is refused for what does not fit the schema and the limits, all of it at once, by the names of operations', async () => {
    const wrong = [
      'query Gone { gone }',
      'mutation Broken { put(',
      'query Wrong($id: Int) { item(id: $id) { id } }',
      'fragment Lonely on Item { id }',
      'query Nul { item(id: "\\u0000") { id } }',
      dear,
    ];
    const problem = await problemOf(writeManifest([...Object.values(texts), ...wrong]));
    expect(problem).toMatch(/^TRUSTED_DOCUMENTS_FILE: /);
    for (const part of [
      /Gone \(sha256:[0-9a-f]{64}\): Cannot query field "gone"/,
      /Broken \(sha256:[0-9a-f]{64}\): Syntax Error/,
      /Wrong \(.*?\): Variable "\$id" of type "Int"/,
      /sha256:[0-9a-f]{64}: .*Lonely/,
      /Nul \(.*?\): Some of the input is no text/,
      /Dear \(.*?\): The operation costs \d+, and at most 5000 is allowed/,
    ])
      expect(problem).toMatch(part);
    expect(problem).not.toContain('News');
  });

  it('is read again when it changes; one that does not fit changes nothing but one line of the log', async () => {
    await house.post({ query: deep }).expect(200);
    writeFileSync(file, writeManifest([texts.mine, 'query Gone { gone }']));
    house.lines.length = 0;
    for (const _again of [1, 2]) await house.look();
    expect(house.lines).toEqual([
      expect.objectContaining({ level: 'error', variable: 'TRUSTED_DOCUMENTS_FILE', msg: expect.any(String) }),
    ]);
    await house.post({ documentId: ids.cart }).set('X-Who', 'ada').expect(200);
    writeFileSync(file, writeManifest([texts.mine, deep]));
    await house.look();
    await house.post({ documentId: documentIdOf(deep) }).expect(200);
    await house.post({ documentId: ids.cart }).set('X-Who', 'ada').expect(400);
  });

  it('is read as it was written, sorted by text', () => {
    const written = writeManifest(['query B { b }', 'query A { a }']);
    expect([...readManifest(written).values()]).toEqual(['query A { a }', 'query B { b }']);
    expect(readManifest('{}').size).toBe(0);
  });

  it('of which the appendix has an example is read likewise', () => {
    const text = 'query ($id: ID!) {\n  user(id: $id) {\n    name\n  }\n}';
    expect(documentIdOf(text)).toBe('sha256:7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e');
  });
});

describe('declarations of public fields', () => {
  it.each([
    ['type Query { a: Int @cacheControl }', 'without either'],
    ['type Query { a: Int @cacheControl(maxAge: 0) }', 'without either'],
    ['type Query { a: Int @cacheControl(maxAge: 5, inheritMaxAge: true) }', 'without either'],
    ['type Query { a: Int @cacheControl(inheritMaxAge: true) }', 'is not a query for everybody'],
    ['type Query { b: Int @cacheControl(maxAge: 5) }', 'is not a query for everybody'],
    ['type Query { a: Int } type Mutation { c: Int @cacheControl(maxAge: 5) }', 'is not a query for everybody'],
    ['type Query { a: O } type O { notes: Int @cacheControl(maxAge: 5) }', 'O.notes has a @cacheControl, and is not'],
    [
      'type Query { a: I } interface I { x: Int @cacheControl(maxAge: 5) } type O implements I { x: Int notes: Int }',
      'I.x has a @cacheControl, which the types',
    ],
  ])('that contradict themselves keep the server from starting: %s', async (typeDefs, problem) => {
    const runtime = createRuntime('spec');
    const log = createLogger({ name: 'spec', level: 'silent' });
    const server = await createGraphqlServer<OperationContext>({
      parts: [{ typeDefs, resolvers: {} }],
      access: {
        ...(/\ba:/.test(typeDefs) && { 'Query.a': publicAccess }),
        ...(/\bb:/.test(typeDefs) && { 'Query.b': permission('cart:use') }),
        ...(/\bc:/.test(typeDefs) && { 'Mutation.c': publicAccess }),
      },
      ...(/\bnotes:/.test(typeDefs) && { fieldAccess: { 'O.notes': 'order:notes' as const } }),
      contextOf: (operation) => operation,
      challenge: 'Who',
      ...{ log, debug: false, limits: specLimits, budgets: specBudgets },
    });
    expect(() =>
      assemble([
        requestContext({ log, metrics: runtime.metrics, debug: false }),
        health({ state: runtime.state }),
        securityHeaders(),
        authenticate([authenticator]),
        stage('limit'),
        server.stage,
        notFound(),
        failures(),
      ]),
    ).toThrow(problem);
    await server.close();
  });
});
