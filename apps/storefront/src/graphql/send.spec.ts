import { askedOf } from './asked.ts';
import { pageFailureOf } from './page-failure.ts';
import { createPartStates, whole } from './part-states.ts';
import { offline, readAnswer } from './send.ts';

const json = (body: unknown, { status = 200, headers = {} } = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'X-Request-Id': 'r-1', ...headers } });

describe('an answer', () => {
  it('has its data, and what is missing or older than it should be', async () => {
    const response = json(
      { data: { home: null }, extensions: { degraded: ['reviews'] } },
      { headers: { 'Frontage-Stale': 'prices, catalog.list' } },
    );
    expect(await readAnswer(response)).toEqual({
      data: { home: null },
      degraded: ['reviews'],
      stale: ['prices', 'catalog.list'],
      requestId: 'r-1',
    });
  });

  it('that is a problem document is a failure with its code and its request id', async () => {
    const problem = json(
      { type: '/problems/rate-limited', code: 'RATE_LIMITED', detail: 'Too many.' },
      { status: 429 },
    );
    const failure: unknown = await readAnswer(problem).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: 'Too many.', status: 429 });
    expect(pageFailureOf(failure)).toEqual({ code: 'RATE_LIMITED', requestId: 'r-1' });
  });

  it.each(['<html>502</html>', '', 'null', '7'])('of a proxy, %j, is a failure', async (text) => {
    await expect(readAnswer(new Response(text, { status: 502 }))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('what a page threw', () => {
  it('has the code of the first error of an answer', () => {
    const errors = [{ message: 'x', extensions: { code: 'NOT_FOUND', requestId: 'r-2' } }];
    expect(pageFailureOf(Object.assign(new Error('x'), { errors }))).toEqual({ code: 'NOT_FOUND', requestId: 'r-2' });
  });

  it('is OFFLINE without an answer, and UNEXPECTED for a fault of the page', () => {
    expect(pageFailureOf(offline()).code).toBe('OFFLINE');
    for (const thrown of [new TypeError('x'), 'x', undefined, { errors: [] }])
      expect(pageFailureOf(thrown)).toEqual({ code: 'UNEXPECTED', requestId: undefined });
  });
});

describe('a document', () => {
  it('without an id cannot be sent', () => {
    expect(() => askedOf({ definitions: [] }, {})).toThrow('no id');
  });
});

describe('states of parts', () => {
  it('are kept by operation and variables, and told to whoever listens', () => {
    const states = createPartStates();
    const asked = { documentId: 'sha256:1', variables: { id: 'p-001' } };
    let told = 0;
    const stop = states.subscribe(() => (told += 1));
    states.note(asked, { degraded: ['stock'], stale: [], requestId: 'r-1' });
    expect(states.of(asked).degraded).toEqual(['stock']);
    expect(states.of({ ...asked, variables: { id: 'p-002' } })).toBe(whole);
    stop();
    states.note(asked, whole);
    expect([told, states.of(asked)]).toEqual([1, whole]);
  });
});
