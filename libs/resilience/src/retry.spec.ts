import { newCall, type Call } from '@frontage/call';
import { Failure, type FailureCode } from '@frontage/errors';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { breaker, bulkhead, noRetry, retry } from './index.ts';
import { noRetryBudget, retryBudget } from './retry-budget.ts';
import type { GiveUpEvent, RetryEvent, RetryOptions } from './retry.ts';

const failed = (code: FailureCode = 'UPSTREAM_FAILED', retryAfterMs?: number) =>
  new Failure(code, 'No.', retryAfterMs === undefined ? {} : { retryAfterMs });

let events: (RetryEvent | GiveUpEvent)[];
const policy = (options: RetryOptions = {}) =>
  retry({
    budget: noRetryBudget,
    random: () => 0.5,
    onRetry: (event) => events.push(event),
    onGiveUp: (event) => events.push(event),
    ...options,
  });

/** Work that fails with each given failure, and then succeeds. Records when each attempt began. */
function working(...failures: Error[]) {
  const startedAt: number[] = [];
  const work = async (attempt: number): Promise<string> => {
    startedAt.push(Date.now());
    const failure = failures[attempt - 1];
    if (failure) throw failure;
    return `attempt ${attempt}`;
  };
  return { work, startedAt };
}

/** Outcome of a promise, while the fake clock runs as long as needed. */
async function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = promise.catch((error: unknown) => error);
  await jest.runAllTimersAsync();
  return outcome;
}

const newCallOf = (budgetMs: number): Call => {
  const call = newCall({ budgetMs });
  call.deadline.signal.throwIfAborted();
  return call;
};

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  events = [];
});
afterEach(() => jest.useRealTimers());

describe('retry', () => {
  it('sets the retry sequence: full jitter over a doubling wait', async () => {
    const { work, startedAt } = working(failed(), failed(), failed(), failed());
    const patient = policy({ attempts: 5, baseMs: 100, maxMs: 300 });
    await expect(outcomeOf(patient.execute(newCallOf(30_000), true, work))).resolves.toBe('attempt 5');
    // Waits are half of 100, 200, 300 and 300 ms.
    expect(startedAt).toEqual([0, 50, 150, 300, 450]);
    expect(events.map((event) => 'waitMs' in event && [event.attempt, event.waitMs])).toEqual([
      [1, 50],
      [2, 100],
      [3, 150],
      [4, 150],
    ]);
  });

  it('throws the last failure after the declared number of attempts', async () => {
    const last = failed('UNAVAILABLE');
    const { work, startedAt } = working(failed(), failed('DEADLINE_EXCEEDED'), last);
    await expect(outcomeOf(policy().execute(newCallOf(30_000), true, work))).resolves.toBe(last);
    expect(startedAt).toHaveLength(3);
    expect(events.at(-1)).toEqual({ attempt: 3, failure: last, because: 'attempts' });
  });

  it('makes one attempt at what must not be done twice', async () => {
    const { work, startedAt } = working(failed('UNAVAILABLE'));
    await expect(outcomeOf(policy().execute(newCallOf(30_000), false, work))).resolves.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(startedAt).toHaveLength(1);
  });

  it('makes one attempt when something stands in for what fails', async () => {
    const { work, startedAt } = working(failed('UNAVAILABLE'));
    const call = { ...newCallOf(30_000), bestEffort: true };
    await expect(outcomeOf(policy().execute(call, true, work))).resolves.toMatchObject({ code: 'UNAVAILABLE' });
    expect(startedAt).toHaveLength(1);
    expect(events).toEqual([]);
  });

  it.each([
    'NOT_FOUND',
    'CONFLICT',
    'UNPROCESSABLE',
    'FORBIDDEN',
    'UPSTREAM_INVALID',
    'UPSTREAM_REJECTED',
    'INTERNAL',
    'CANCELLED',
  ] as const)('does not ask again after %s', async (code) => {
    const { work, startedAt } = working(failed(code));
    await expect(outcomeOf(policy().execute(newCallOf(30_000), true, work))).resolves.toMatchObject({ code });
    expect(startedAt).toHaveLength(1);
    expect(events).toEqual([]);
  });

  it('asks again for an answer that is still being made, no sooner than the service says', async () => {
    const { work, startedAt } = working(failed('DEADLINE_EXCEEDED'), failed('CONFLICT', 1_000));
    await expect(outcomeOf(policy({ baseMs: 100 }).execute(newCallOf(30_000), true, work))).resolves.toBe('attempt 3');
    expect(startedAt).toEqual([0, 50, 1_150]);
  });

  it('throws what its own attempt failed with when that is still being worked on, not a conflict with itself', async () => {
    const own = failed('DEADLINE_EXCEEDED');
    const { work, startedAt } = working(own, failed('CONFLICT', 1_000));
    await expect(outcomeOf(policy().execute(newCallOf(500), true, work))).resolves.toBe(own);
    expect(startedAt).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ attempt: 2, failure: { code: 'CONFLICT' }, because: 'time' });
  });

  it('throws the conflict when the caller itself asked twice at once', async () => {
    const conflict = failed('CONFLICT', 1_000);
    const { work, startedAt } = working(conflict);
    await expect(outcomeOf(policy().execute(newCallOf(500), true, work))).resolves.toBe(conflict);
    expect(startedAt).toHaveLength(1);
  });

  it('does not ask again after a bug', async () => {
    const { work, startedAt } = working(new TypeError('x is not a function'));
    await expect(outcomeOf(policy().execute(newCallOf(30_000), true, work))).resolves.toBeInstanceOf(TypeError);
    expect(startedAt).toHaveLength(1);
  });

  it('waits as long as the service says, and a little longer', async () => {
    const { work, startedAt } = working(failed('UNAVAILABLE', 2_000));
    await outcomeOf(policy({ baseMs: 100 }).execute(newCallOf(30_000), true, work));
    expect(startedAt).toEqual([0, 2_050]);
  });

  it('gives up at once when the service says later than the deadline', async () => {
    const { work, startedAt } = working(failed('UNAVAILABLE', 2_000));
    const answer = policy().execute(newCallOf(1_000), true, work);
    await expect(answer).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 2_000 });
    expect([Date.now(), startedAt]).toEqual([0, [0]]);
    expect(events).toMatchObject([{ attempt: 1, because: 'time' }]);
  });

  it('gives up when too little time is left for another attempt to succeed', async () => {
    const { work } = working(failed());
    await expect(policy({ baseMs: 200 }).execute(newCallOf(140), true, work)).rejects.toMatchObject({
      code: 'UPSTREAM_FAILED',
    });
    expect(events).toMatchObject([{ because: 'time' }]);
  });

  it('stops waiting when the call is cancelled, and begins nothing after it', async () => {
    const call = newCallOf(30_000);
    const { work, startedAt } = working(failed('UNAVAILABLE', 10_000));
    const answer = policy()
      .execute(call, true, work)
      .catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(500);
    call.deadline.cancel();
    await expect(answer).resolves.toMatchObject({ code: 'CANCELLED' });
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(startedAt).toEqual([0]);
  });

  it('begins nothing under a call that is over', async () => {
    const call = newCall();
    call.deadline.cancel();
    const { work, startedAt } = working();
    await expect(policy().execute(call, true, work)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(startedAt).toEqual([]);
  });

  it('does not ask again when the call ended during the attempt', async () => {
    const call = newCallOf(30_000);
    let attempts = 0;
    const answer = policy().execute(call, true, async () => {
      attempts += 1;
      call.deadline.cancel();
      throw failed();
    });
    await expect(outcomeOf(answer)).resolves.toMatchObject({ code: 'UPSTREAM_FAILED' });
    expect(attempts).toBe(1);
  });

  it('leaves alone what our own breaker or bulkhead refused', async () => {
    const call = newCallOf(30_000);
    const open = breaker({ failures: 1, slowMs: 2_000, halfOpenAfterMs: 1_000 });
    const down = () => 'down' as const;
    await open.execute('k', () => Promise.reject(failed()), down).catch(() => undefined);
    const full = bulkhead({ concurrent: 1, queue: 0 });
    const held = Promise.withResolvers<void>();
    const holding = full.execute(call, () => held.promise);
    let attempts = 0;
    const count = <T>(work: () => Promise<T>) => {
      attempts += 1;
      return work();
    };
    const refusals = [
      policy().execute(call, true, () => count(() => open.execute('k', async () => 'never', down))),
      policy().execute(call, true, () => count(() => full.execute(call, async () => 'never'))),
    ];
    expect(await Promise.allSettled(refusals)).toMatchObject([
      { reason: { code: 'UNAVAILABLE' } },
      { reason: { code: 'OVERLOADED' } },
    ]);
    expect(attempts).toBe(2);
    held.resolve();
    await holding;
  });

  it('asks a service that fails everything at most a tenth more, whatever the traffic', async () => {
    const traffic = fc.array(
      fc.record({ waitMs: fc.integer({ min: 0, max: 3_000 }), calls: fc.integer({ min: 1, max: 60 }) }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(traffic, async (steps) => {
        const startedAt = Date.now();
        const shared = retry({ attempts: 4, budget: retryBudget({ ratio: 0.1, minPerSecond: 1, windowMs: 1_000 }) });
        let upstream = 0;
        let calls = 0;
        const answers: Promise<unknown>[] = [];
        for (const step of steps) {
          await jest.advanceTimersByTimeAsync(step.waitMs);
          for (let call = 0; call < step.calls; call += 1) {
            calls += 1;
            const work = async () => {
              upstream += 1;
              throw failed('UNAVAILABLE');
            };
            answers.push(shared.execute(newCall(), true, work).catch((error: unknown) => error));
          }
        }
        await jest.runAllTimersAsync();
        await Promise.all(answers);
        const seconds = (Date.now() - startedAt) / 1_000;
        expect(upstream).toBeLessThanOrEqual(1.1 * calls + (seconds + 1) + 1e-6);
      }),
      { numRuns: 30 },
    );
  });

  it('says so when the budget is spent', async () => {
    const none = policy({ budget: { deposit: () => undefined, tryWithdraw: () => false } });
    await expect(none.execute(newCallOf(30_000), true, working(failed()).work)).rejects.toMatchObject({
      code: 'UPSTREAM_FAILED',
    });
    expect(events).toMatchObject([{ attempt: 1, because: 'budget' }]);
  });

  it('is refused when it makes no sense, and has a stand-in that tries once', async () => {
    expect(() => retry({ attempts: 0 })).toThrow('attempts must be a number of at least 1, got 0');
    const { work, startedAt } = working(failed());
    await expect(noRetry.execute(newCall(), true, work)).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    expect(startedAt).toHaveLength(1);
  });
});
