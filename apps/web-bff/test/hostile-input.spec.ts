/** Hostile text in every argument is the client's mistake. It never reaches a service that must refuse it. */

import { encodeCursor } from '@frontage/dto-mapping';
import { failureTable } from '@frontage/errors';
import { textArguments } from '@frontage/graphql-server/fake';
import { anyText, hostileTexts, inTurns } from '@frontage/http-server/fake';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { startWebHouse, type GraphqlAnswer, type WebHouse } from './harness.ts';

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

describe('hostile texts', () => {
  let house: WebHouse;
  beforeAll(async () => (house = await startWebHouse()));
  afterAll(() => house.close());

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
