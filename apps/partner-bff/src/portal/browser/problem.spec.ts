import { adviceOn, asProblem, byField, explanationOf, noAnswer, Problem, refusesKey, toProblem } from './problem.js';

const read = (body: unknown, headers: Record<string, string> = {}, status = 400) =>
  toProblem({
    status,
    headers: new Headers(headers),
    text: typeof body === 'string' ? body : JSON.stringify(body),
    now: Date.parse('2026-12-01T00:00:00Z'),
  });

describe('toProblem', () => {
  it('reads a problem document', () => {
    const problem = read({
      title: 'The input is invalid',
      detail: 'Two members are wrong.',
      code: 'INVALID_INPUT',
      reason: 'URL_NOT_ALLOWED',
      requestId: 'r-1',
      errors: [{ pointer: '#/body/url', detail: 'is no address' }, null, { pointer: 7 }, 'x'],
    });
    expect(problem).toMatchObject({
      status: 400,
      title: 'The input is invalid',
      message: 'Two members are wrong.',
      code: 'INVALID_INPUT',
      reason: 'URL_NOT_ALLOWED',
      requestId: 'r-1',
      errors: [{ pointer: '#/body/url', detail: 'is no address' }],
    });
    expect(explanationOf(problem)).toBe('/docs/errors#invalid-input');
  });

  it.each(['<html>502</html>', '', 'null', '7', '[]', '{"title":5,"detail":null,"errors":{}}'])(
    'tells of %j, as proxies send it, by its status',
    (body) => {
      const problem = read(body, { 'X-Request-Id': 'r-2' }, 502);
      expect(problem).toMatchObject({ status: 502, title: 'The answer was 502', requestId: 'r-2', errors: [] });
      expect(explanationOf(problem)).toBeUndefined();
    },
  );

  it.each([
    ['7', 7],
    ['Tue, 01 Dec 2026 00:00:05 GMT', 5],
    ['Mon, 30 Nov 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-1', 0],
  ])('reads Retry-After %j', (field, seconds) => {
    const { retryAfterSeconds } = read({}, { 'Retry-After': field }, 429);
    // A negative number is a date to the parser: long ago.
    expect(retryAfterSeconds).toBe(seconds);
  });
});

describe('byField', () => {
  const names = ['url', 'events', 'from', 'a/b'];

  it('puts errors of the body and of the query beside their fields, items by their number', () => {
    const { fields, rest } = byField(
      [
        { pointer: '#/body/url', detail: 'is too long' },
        { pointer: '#/body/url', detail: 'is no address' },
        { pointer: '#/body/events/1', detail: 'is not known' },
        { pointer: '#/query/from', detail: 'is late' },
        { pointer: '#/body/a~1b', detail: 'is odd' },
      ],
      names,
    );
    expect(rest).toEqual([]);
    expect(Object.fromEntries(fields)).toEqual({
      url: ['is too long', 'is no address'],
      events: ['item 2 is not known'],
      from: ['is late'],
      'a/b': ['is odd'],
    });
  });

  it('keeps what belongs to no field', () => {
    const errors = ['#/body', '#/header/if-match', '#/body/other', '', '#/body/%E0%A4%A'].map((pointer) => ({
      pointer,
      detail: 'is wrong',
    }));
    expect(byField(errors, names)).toEqual({ fields: new Map(), rest: errors });
  });
});

describe('refusesKey', () => {
  it.each([
    [401, undefined, true],
    [403, 'PARTNER_SUSPENDED', true],
    [403, 'ADDRESS_NOT_ALLOWED', true],
    [403, 'SCOPE_NOT_HELD', false],
    [403, undefined, false],
    [409, 'PARTNER_SUSPENDED', false],
  ])('of %d %s is %s', (status, reason, expected) => {
    expect(refusesKey(new Problem({ status, title: 't', detail: 'd', reason }))).toBe(expected);
  });
});

it('has advice on what a partner can do, and none on what it does not know', () => {
  const of = (reason?: string) => adviceOn(new Problem({ status: 403, title: 't', detail: 'd', reason }));
  expect(of('PARTNER_SUSPENDED')).toContain('Ask them');
  for (const reason of [undefined, 'NEW_REASON', 'toString']) expect(of(reason)).toBe('');
});

it('tells errors of the page as such, without what they say', () => {
  expect(asProblem(noAnswer())).toMatchObject({ status: 0, title: 'There was no answer' });
  const problem = asProblem(new TypeError('fk_live_secret'));
  expect(problem.title).toBe('Something went wrong in this page');
  expect(JSON.stringify({ ...problem, message: problem.message })).not.toContain('fk_live_secret');
});
