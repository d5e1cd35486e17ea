import { Failure, failureTable, failureHeaders, problemCode, readProblem, toFailure, toProblem } from './index.ts';
import { problemType } from './problem.ts';
import type { FailureCode } from './index.ts';

describe('toProblem', () => {
  it('renders every code of the table with its own status, title and page', () => {
    for (const code of Object.keys(failureTable) as FailureCode[]) {
      const problem = toProblem(new Failure(code, 'why'));
      expect(problem).toEqual({ type: problemType(code), ...pick(code), detail: 'why', code });
      expect(problemCode(problem.type.slice('/problems/'.length))).toBe(code);
    }
  });

  it('keeps service, operation and cause to itself', () => {
    const failure = new Failure('UNAVAILABLE', 'Try again later.', {
      service: 'reviews',
      operation: 'reviews.summaries',
      cause: new Error('connect ECONNREFUSED 10.0.0.7:4404'),
    });
    expect(JSON.stringify(toProblem(failure, { instance: '/home', requestId: 'r-1' }))).toBe(
      '{"type":"/problems/unavailable","title":"The service is unavailable","status":503,"detail":"Try again later.",' +
        '"instance":"/home","code":"UNAVAILABLE","requestId":"r-1"}',
    );
  });

  const pick = (code: FailureCode) => ({ status: failureTable[code].status, title: failureTable[code].title });
});

describe('toFailure', () => {
  it('masks what was not thrown on purpose, and keeps it as the cause', () => {
    const bug = new TypeError("cannot read properties of undefined (reading 'password')");
    const failure = toFailure(bug);
    expect(failure.code).toBe('INTERNAL');
    expect(failure.message).not.toContain('password');
    expect(failure.cause).toBe(bug);
  });
});

describe('with', () => {
  it('adds facts to a failure and keeps all that it had', () => {
    const facts = {
      reason: 'OUT_OF_STOCK',
      errors: [{ pointer: '#/body', detail: 'no' }],
      headers: { Allow: 'GET' },
      retryAfterMs: 7,
      problem: { type: 'https://example.com/problem', members: {} },
      cause: new Error('why'),
    };
    const failure = new Failure('CONFLICT', 'No.', facts).with({ service: 'orders', operation: 'orders.place' });
    expect(failure).toMatchObject({ ...facts, code: 'CONFLICT', message: 'No.', service: 'orders' });
    expect(failure.with({ operation: 'orders.pay' })).toMatchObject({
      ...facts,
      service: 'orders',
      operation: 'orders.pay',
    });
    expect('cause' in new Failure('CONFLICT', 'No.').with({})).toBe(false);
  });
});

describe('failureHeaders', () => {
  it('rounds Retry-After up to a whole second, never to zero', () => {
    expect(failureHeaders(new Failure('RATE_LIMITED', 'slow down', { retryAfterMs: 1 }))).toEqual({
      'Retry-After': '1',
    });
    expect(failureHeaders(new Failure('RATE_LIMITED', 'slow down', { retryAfterMs: 1001 }))).toEqual({
      'Retry-After': '2',
    });
  });
});

describe('readProblem', () => {
  it.each([
    null,
    'text',
    [],
    { detail: 7, code: {} },
    { detail: 'x'.repeat(301), code: 'not a code' },
    { code: 'NOT_FOUND' },
  ])('takes nothing from %j', (body) => {
    expect(readProblem(body)).toEqual({});
  });

  it('takes detail and code from a problem document', () => {
    expect(readProblem({ detail: 'Only 2 left.', code: 'OUT_OF_STOCK', stack: 'x' })).toEqual({
      detail: 'Only 2 left.',
      reason: 'OUT_OF_STOCK',
    });
  });
});
