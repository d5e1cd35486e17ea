/** Retry: once more, when that is safe, may help, and somebody still waits. */

import type { Call, Deadline } from '@frontage/call';
import { isFailure, type Failure } from '@frontage/errors';
import { atLeast } from './at-least.ts';
import { isRefused } from './refused.ts';
import { retryBudget, type RetryBudget } from './retry-budget.ts';

export interface RetryOptions {
  /** Most attempts that one call makes, the first included. Default 3. */
  readonly attempts?: number;
  /** What all retries of one service share. Default `retryBudget()`. */
  readonly budget?: RetryBudget;
  /** Longest wait before the second attempt, in milliseconds; doubles with every further one. Default 50. */
  readonly baseMs?: number;
  /** Longest wait before any attempt, in milliseconds. Default 1,000. A service's own `Retry-After` may be longer. */
  readonly maxMs?: number;
  /** Gives numbers in [0, 1). Default `Math.random`. */
  readonly random?: () => number;
  readonly onRetry?: (event: RetryEvent) => void;
  readonly onGiveUp?: (event: GiveUpEvent) => void;
}

/** An attempt failed and another will follow. */
export interface RetryEvent {
  /** The attempt that failed, counted from 1. */
  readonly attempt: number;
  readonly waitMs: number;
  readonly failure: Failure;
}

/** An attempt failed, another might have helped, and there will be none. */
export interface GiveUpEvent {
  readonly attempt: number;
  readonly failure: Failure;
  /** `attempts`: there were enough. `time`: the deadline comes first. `budget`: too many are being retried already. */
  readonly because: 'attempts' | 'time' | 'budget';
}

export interface Retry {
  /**
   * Does the work, again if it failed in a way that may pass. `idempotent` is the caller's word that doing it twice does no harm;
   * without it, and for a call that is best effort, there is one attempt. Never begins an attempt after the call's deadline or cancellation. Throws the last failure
   * that says how the work went.
   */
  execute<T>(call: Call, idempotent: boolean, work: (attempt: number) => Promise<T>): Promise<T>;
}

/** With less time than this left after the wait, an attempt could only replace the failure by a timeout. */
const leastAttemptMs = 50;

/** Creates the retries of one service. A wait that leaves no time for an attempt is not begun (ADR 0010: why not a library's). */
export function retry(options: RetryOptions = {}): Retry {
  const { attempts = 3, budget = retryBudget(), baseMs = 50, maxMs = 1_000, random = Math.random } = options;
  atLeast(1, { attempts });
  atLeast(0, { baseMs, maxMs });
  // Full jitter: spreads best those who failed together (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
  const jitter = (attempt: number): number => random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1));

  /** How long to wait before the next attempt; undefined when there is to be none. */
  function waitAfter(failure: Failure, attempt: number, deadline: Deadline): number | undefined {
    const giveUp = (because: GiveUpEvent['because']) => {
      options.onGiveUp?.({ attempt, failure, because });
      return undefined;
    };
    if (attempt >= attempts) return giveUp('attempts');
    // A service that names a time is not asked before it, and its callers are still spread.
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
          // What is still under way is our own earlier attempt, if there was one: how that failed is what the caller must know.
          if (!isUnderWay(error)) telling = error;
          const waitMs = waitAfter(error, attempt, deadline);
          if (waitMs === undefined) throw telling ?? error;
          await pause(waitMs, deadline);
        }
      }
    },
  };
}

/** May the same work succeed soon? Our own breaker and bulkhead refuse to be fast and to spare the service: asking again undoes both. */
const mayPass = (error: unknown): error is Failure =>
  isFailure(error) && (error.kind.retryable || isUnderWay(error)) && !isRefused(error);

/**
 * A conflict that names a time ends by itself: the first request with this Idempotency-Key is still being worked on
 * (409, draft-ietf-httpapi-idempotency-key-header). Its answer will be this one's too.
 */
const isUnderWay = ({ code, retryAfterMs }: Failure): boolean => code === 'CONFLICT' && retryAfterMs !== undefined;

/** Waits, or rejects as soon as the work must stop. */
function pause(ms: number, deadline: Deadline): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  return deadline.within(over).finally(() => clearTimeout(timer));
}

/** One attempt, always. For specs and tools. */
export const noRetry: Retry = { execute: (_call, _idempotent, work) => work(1) };
