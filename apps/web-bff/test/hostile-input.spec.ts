/** Hostile text in every argument is the client's mistake. It never reaches a service that must refuse it. */

import type { Browser } from '@frontage/auth/fake';
import { encodeCursor } from '@frontage/dto-mapping';
import { failureTable } from '@frontage/errors';
import { textArguments } from '@frontage/graphql-server/fake';
import { anyText, hostileTexts, inTurns } from '@frontage/http-server/fake';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { startWebHouse, type GraphqlAnswer, type GraphqlError, type WebHouse } from './harness.ts';

const places = textArguments(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

/** Codes of failures on our side or a service's. */
const ours = Object.entries(failureTable)
  .filter(([, { status }]) => status >= 500)
  .map(([code]) => code);

function harmOf({ status, errors = [], degraded, text }: GraphqlAnswer): string | undefined {
  const codes = errors.map(({ extensions }) => String(extensions['code']));
  const isHarmed = status >= 500 || codes.some((code) => ours.includes(code)) || degraded !== undefined;
  return isHarmed ? `${status} ${text.slice(0, 300)}` : undefined;
}

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterAll(() => house.close());

describe('hostile requests', () => {
  let browser: Browser;
  beforeAll(async () => ({ browser } = await house.login('ada')));

  const repeat = (count: number, part: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => part(index)).join(' ');
  const fragments = repeat(
    14,
    (n) =>
      `fragment F${n} on Category { ${n === 13 ? 'id' : `a: children { ...F${n + 1} } b: children { ...F${n + 1} }`} }`,
  );
  const product = 'product(id: "p-001")';
  const put = 'mutation { putCartItem(input: { productId: "p-001", quantity: 1 }) { cart { id } } }';
  const unknownId = `sha256:${'0'.repeat(64)}`;

  interface Sent {
    readonly method?: 'GET' | 'POST';
    /** Parameters of a GET, or the body: an object as JSON, a text as it is. */
    readonly what: Readonly<Record<string, unknown>> | string;
    readonly type?: string;
  }
  const text = (query: string): Sent => ({ what: { query } });

  it.each<[string, number, string, Sent]>([
    [
      'ever deeper',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      text(`{ categories ${'{ children '.repeat(200)}{ id }${' }'.repeat(200)} }`),
    ],
    ['a thousand aliases', 400, 'GRAPHQL_VALIDATION_FAILED', text(`{ ${repeat(600, (n) => `a${n}: __typename`)} }`)],
    [
      'aliases of what makes a call',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      text(`{ ${repeat(40, (n) => `a${n}: home { featured { id } }`)} }`),
    ],
    [
      'directives that may not be repeated',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      text(`{ ${product} { id ${'@skip(if: false) '.repeat(150)} } }`),
    ],
    [
      'directives that there are not',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      text(`{ ${product} { id ${repeat(900, (n) => `@d${n}`)} } }`),
    ],
    [
      'more directives than there may be tokens',
      400,
      'GRAPHQL_PARSE_FAILED',
      text(`{ ${product} { id ${'@a '.repeat(20_000)} } }`),
    ],
    ['fragments that double', 400, 'GRAPHQL_VALIDATION_FAILED', text(`{ categories { ...F0 } } ${fragments}`)],
    [
      'fragments in a circle',
      400,
      'GRAPHQL_VALIDATION_FAILED',
      text(
        '{ categories { ...A } } fragment A on Category { children { ...B } } fragment B on Category { children { ...A } }',
      ),
    ],
    [
      'an answer that nobody could read',
      400,
      'COST_ESTIMATED_TOO_EXPENSIVE',
      text(
        '{ products(first: 50) { edges { node { recommendations(limit: 20) { product { reviews(first: 50) { edges { node { text } } } } } } } } }',
      ),
    ],
    [
      'a page of 10,000',
      400,
      'COST_ESTIMATED_TOO_EXPENSIVE',
      text('{ products(first: 10000) { edges { node { id } } } }'),
    ],
    // The request is right, and one field of it is not: GraphQL over HTTP asks for 200.
    ['a page of less than nothing', 200, 'INVALID_INPUT', text('{ products(first: -1) { edges { node { id } } } }')],
    ['2 MB', 413, 'PAYLOAD_TOO_LARGE', text(`{ products(search: "${'x'.repeat(2_000_000)}") { totalCount } }`)],
    ['a batch', 400, 'INVALID_INPUT', { what: JSON.stringify([{ query: `{ ${product} { id } }` }]) }],
    [
      'a batch of a thousand',
      400,
      'INVALID_INPUT',
      { what: JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: `{ ${product} { id } }` }))) },
    ],
    [
      'a GraphQL text as a body',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { what: `{ ${product} { id } }`, type: 'application/graphql' },
    ],
    [
      'JSON as text',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { what: JSON.stringify({ query: `{ ${product} { id } }` }), type: 'text/plain' },
    ],
    ['an upload of files', 415, 'UNSUPPORTED_MEDIA_TYPE', { what: 'x', type: 'multipart/form-data; boundary=x' }],
    ['XML', 415, 'UNSUPPORTED_MEDIA_TYPE', { what: '<query/>', type: 'application/xml' }],
    ['an id that there is not', 400, 'PERSISTED_DOCUMENT_NOT_FOUND', { what: { documentId: unknownId } }],
    [
      'an id that there is not, by GET',
      400,
      'PERSISTED_DOCUMENT_NOT_FOUND',
      { method: 'GET', what: { documentId: unknownId } },
    ],
    ['a mutation by GET', 405, 'BAD_REQUEST', { method: 'GET', what: { query: put } }],
  ])(
    'of %s are %i with a code and a request id, and cost no call',
    async (_, status, code, { method = 'POST', what, type }) => {
      const before = house.calls.length;
      const answer =
        method === 'GET'
          ? await browser.get(`/graphql?${new URLSearchParams(what as Record<string, string>).toString()}`)
          : await browser.post('/graphql', typeof what === 'string' ? what : JSON.stringify(what), {
              headers: { 'content-type': type ?? 'application/json' },
            });
      const { errors, ...problem } = answer.json<{ readonly errors?: readonly GraphqlError[] }>();
      const told: object = errors?.[0]?.extensions ?? problem;
      expect([answer.status, told]).toEqual([
        status,
        expect.objectContaining({ code, requestId: answer.headers.get('x-request-id') }),
      ]);
      expect(house.calls.slice(before)).toEqual([]);
    },
  );
});

describe('hostile texts', () => {
  it('do no harm, in any argument of any field, as variables and in documents', async () => {
    expect(places.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'Query.products(category)',
        'Product.reviews(after)',
        'Mutation.payOrder(input.orderId)',
      ]),
    );
    const { ask } = await house.login('ada');
    const madeUp = fc.sample(fc.tuple(fc.constantFrom(...places), anyText({ maxLength: 100 })), 300);
    const tries = [
      ...places.flatMap((place) => [...hostileTexts].map(([kind, text]) => ({ place, kind, text }))),
      ...madeUp.map(([place, text]) => ({ place, kind: JSON.stringify(text), text })),
    ];
    const answers = await inTurns(8, tries, async ({ place, kind, text }) => {
      const harm =
        harmOf(await ask(place.query, { text })) ??
        // Long text is refused by the parser's limit, whatever it holds.
        (text.length > 10_000 ? undefined : harmOf(await ask(place.queryWith(text))));
      return harm === undefined ? undefined : `${place.name}, ${kind}: ${harm}`;
    });
    expect(answers.filter((answer) => answer !== undefined)).toEqual([]);
    expect(house.domain.refusals()).toEqual([]);
  }, 120_000);

  it('do no harm as names of operations, as documents, and as variables that are none', async () => {
    const answers = await inTurns(8, [...hostileTexts], async ([kind, text]) => {
      const post = (body: object) => house.client.post('/graphql').set('X-CSRF', '1').send(body);
      const bodies = [
        { query: text },
        { query: '{ viewer { id } }', operationName: text },
        { query: '{ viewer { id } }', variables: { [text]: text } },
        { query: '{ viewer { id } }', extensions: { [text]: text } },
        { query: '{ viewer { id } }', [text]: text },
      ];
      const statuses = await Promise.all(bodies.map(async (body) => (await post(body)).status));
      return statuses.some((status) => status >= 500) ? `${kind}: ${statuses.join()}` : undefined;
    });
    expect(answers.filter((answer) => answer !== undefined)).toEqual([]);
  });

  it.each([
    '/auth/login?returnTo=',
    '/auth/callback?state=s&code=',
    '/auth/callback?code=c&state=',
    '/auth/logout?sid=',
    '/problems/',
  ])('do no harm after %s', async (before) => {
    const { browser } = await house.login('ada');
    const texts = [...hostileTexts].filter(([, text]) => text.isWellFormed() && text.length < 10_000);
    for (const [kind, text] of texts) {
      const { status } = await browser.get(before + encodeURIComponent(text));
      expect([kind, status < 500]).toEqual([kind, true]);
    }
  });

  it('are cursors that pass for ours: the list does not go on from there', async () => {
    const reviews = 'query Q($after: String) { product(id: "p-001") { reviews(after: $after) { edges { cursor } } } }';
    const forged = ['x', '[]', '[-1,null]', '[51,null]', '[1e9,null]', '[0,7]', '[0,"garbage"]', '{"a":1}', 'null'];
    for (const position of forged) {
      const { status, errors, degraded } = await house.ask(reviews, {
        after: encodeCursor('reviews p-001 newest ', position),
      });
      expect([status, degraded]).toEqual([200, undefined]);
      expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', reason: 'BAD_CURSOR' } }]);
    }
    expect(house.domain.refusals()).toHaveLength(1);
  });
});
