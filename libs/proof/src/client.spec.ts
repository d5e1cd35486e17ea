import { readGraphql, readRest, timed } from './client.ts';

describe('REST', () => {
  it('is read by its status', () => {
    expect(readRest(200, { id: 1, degraded: ['prices'] })).toEqual({
      content: { id: 1 },
      degraded: ['prices'],
      failure: undefined,
    });
    expect(readRest(204, undefined).failure).toBeUndefined();
    expect(readRest(503, { code: 'UNAVAILABLE' }).failure).toEqual({ status: 503, code: 'UNAVAILABLE' });
    expect(readRest(200, undefined).failure).toEqual({ status: 200, code: 'UNREADABLE' });
  });
});

describe('GraphQL', () => {
  const errors = (code: string) => [{ extensions: { code } }];

  it('has failed when it names an error, whatever its status', () => {
    expect(readGraphql(200, { data: { a: 1 }, errors: errors('UNAVAILABLE') }).failure).toEqual({
      status: 503,
      code: 'UNAVAILABLE',
    });
    expect(readGraphql(502, { data: null, errors: errors('UPSTREAM_FAILED') }).failure).toEqual({
      status: 502,
      code: 'UPSTREAM_FAILED',
    });
    expect(readGraphql(200, { errors: errors('SOMETHING_ELSE') }).failure).toMatchObject({ code: 'SOMETHING_ELSE' });
  });

  it('names what it lacks in its extensions', () => {
    const body = { data: { a: null }, extensions: { degraded: ['a'] } };
    expect(readGraphql(200, body)).toEqual({ content: { a: null }, degraded: ['a'], failure: undefined });
    expect(readGraphql(200, 'nonsense').failure).toMatchObject({ code: 'UNREADABLE' });
  });
});

describe('an exchange', () => {
  it('that breaks is an answer of status 0', async () => {
    const answer = await timed(() => Promise.reject(new Error('reset')), readRest);
    expect(answer).toMatchObject({ failure: { status: 0, code: 'UNREADABLE' }, degraded: [] });
    expect(answer.ms).toBeGreaterThanOrEqual(0);
  });
});
