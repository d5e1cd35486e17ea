/** Retry of idempotent work after transient failures, within deadline and budget. */

import type { Call, Deadline } from '@frontage/call';
import { isFailure, type Failure } from '@frontage/errors';
import { atLeast } from './at-least.ts';
import { isRefused } from './refused.ts';
import { retryBudget, type RetryBudget } from './retry-budget.ts';

export interface RetryOptions {
  /** Most attempts that one call makes, the first included. Default 3. */
  readonly attempts?: number;
  /** Retry budget, shared by all retries to one service. Default `retryBudget()`. */
  readonly budget?: RetryBudget;
  /** Base of the back-off: the longest wait before the second attempt, in milliseconds. It doubles with every further one. Default 50. */
  readonly baseMs?: number;
  /** Longest wait before any attempt, in milliseconds. Default 1,000. A service's `Retry-After` may be longer. */
  readonly maxMs?: number;
  /** Source of jitter, in [0, 1). Default `Math.random`. */
  readonly random?: () => number;
  readonly onRetry?: (event: RetryEvent) => void;
  readonly onGiveUp?: (event: GiveUpEvent) => void;
}

/** Event: an attempt failed, and another will follow. */
export interface RetryEvent {
  /** Number of the failed attempt, counted from 1. */
  readonly attempt: number;
  readonly waitMs: number;
  readonly failure: Failure;
}

/** Event: an attempt failed, and no retry will follow, although one might help. */
export interface GiveUpEvent {
  readonly attempt: number;
  readonly failure: Failure;
  /** Limit that ended the retries: the number of attempts, the deadline, or the budget. */
  readonly because: 'attempts' | 'time' | 'budget';
}

export interface Retry {
  /**
   * Does the work, and retries transient failures. `idempotent` states that doing it twice does no harm; without it, and for a best-effort
   * call, there is one attempt. No attempt begins after the call's deadline or cancellation. Throws the last failure that tells how the
   * work went.
   */
  execute<T>(call: Call, idempotent: boolean, work: (attempt: number) => Promise<T>): Promise<T>;
}

/** Least time left for an attempt after the wait, in milliseconds. A shorter one could only replace the failure by a timeout. */
const leastAttemptMs = 50;

/** Creates the retries of one service. A wait that leaves no time for an attempt is not begun (ADR 0010: why not a library's). */
export function retry(options: RetryOptions = {}): Retry {
  const { attempts = 3, budget = retryBudget(), baseMs = 50, maxMs = 1_000, random = Math.random } = options;
  atLeast(1, { attempts });
  atLeast(0, { baseMs, maxMs });
  // Full jitter spreads best the callers that failed together
  // (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
  const jitter = (attempt: number): number => random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1));

  /** Wait before the next attempt, in milliseconds; undefined when there is none. */
  function waitAfter(failure: Failure, attempt: number, deadline: Deadline): number | undefined {
    const giveUp = (because: GiveUpEvent['because']) => {
      options.onGiveUp?.({ attempt, failure, because });
      return undefined;
    };
    if (attempt >= attempts) return giveUp('attempts');
    // A service's `Retry-After` is respected, and jitter still spreads its callers.
    const waitMs = (failure.retryAfterMs ?? 0) + jitter(attempt);
    if (waitMs + leastAttemptMs > deadline.remainingMs) return giveUp('time');
    if (!budget.tryWithdraw()) return giveUp('budget');
    options.onRetry?.({ attempt, waitMs, failure });
    return waitMs;
  }

  return {
    async execute(call, idempotent, work) {
      const { deadline } = call;
      budget.deposit();
      let telling: Failure | undefined;
      for (let attempt = 1; ; attempt += 1) {
        deadline.throwIfOver();
        try {
          return await work(attempt);
        } catch (error) {
          if (!idempotent || call.bestEffort || !mayPass(error) || deadline.reason) throw error;
          // A conflict may be with our own earlier attempt. The caller must learn how that one failed.
          if (!isUnderWay(error)) telling = error;
          const waitMs = waitAfter(error, attempt, deadline);
          if (waitMs === undefined) throw telling ?? error;
          await pause(waitMs, deadline);
        }
      }
    },
  };
}

/**
 * Asks whether the failure is transient. Refusals of our own breaker and bulkhead are final: they are fast, and spare the service, and a
 * retry would undo both.
 */
const mayPass = (error: unknown): error is Failure =>
  isFailure(error) && (error.kind.retryable || isUnderWay(error)) && !isRefused(error);

/**
 * Asks whether a first request with this Idempotency-Key is still under way. It is a 409 that names a time
 * (draft-ietf-httpapi-idempotency-key-header), and its answer will be the answer to this one, too.
 */
const isUnderWay = ({ code, retryAfterMs }: Failure): boolean => code === 'CONFLICT' && retryAfterMs !== undefined;

/** Waits, or rejects as soon as the call is over. */
function pause(ms: number, deadline: Deadline): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  return deadline.within(over).finally(() => clearTimeout(timer));
}

/** Retry that makes one attempt, for specs and tools. */
export const noRetry: Retry = { execute: (_call, _idempotent, work) => work(1) };
