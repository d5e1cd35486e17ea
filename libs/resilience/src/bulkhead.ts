/** Bulkhead: one slow service may hold only so many calls, and only so many more may wait for it. */

import type { Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { BulkheadRejectedError } from 'cockatiel';
import { atLeast } from './at-least.ts';

export interface BulkheadOptions {
  /** Most calls under way at once. Default 64: as many as the connection pool of one instance has. */
  readonly concurrent?: number;
  /** Most calls that wait for a place. Default 1,024. */
  readonly queue?: number;
  /** A call was refused. */
  readonly onReject?: () => void;
}

export interface Bulkhead {
  /**
   * Does the work as soon as there is a place, first come first served; OVERLOADED at once when the queue is full. A waiting call that
   * is cancelled or runs out of time leaves the queue at once, and fails with that reason.
   */
  execute<T>(call: Call, work: () => Promise<T>): Promise<T>;
  /** Calls under way. */
  readonly inFlight: number;
  /** Calls that wait. */
  readonly queued: number;
}

/** Not cockatiel's: there a waiting call that was cancelled keeps its place in the queue, and its caller, until its turn comes. */
export function bulkhead(options: BulkheadOptions = {}): Bulkhead {
  const { concurrent = 64, queue = 1_024 } = options;
  atLeast(1, { concurrent });
  atLeast(0, { queue });
  const full = new BulkheadRejectedError(concurrent, queue);
  /** In order of arrival; each is told that a place is now its own. */
  const waiting = new Set<() => void>();
  let inFlight = 0;

  function enqueue({ deadline }: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = deadline.onEnd(() => {
        waiting.delete(enter);
        reject(deadline.reason!);
      });
      const enter = () => {
        forget();
        resolve();
      };
      waiting.add(enter);
    });
  }

  /** A place is handed over, not freed: nobody who comes later can take it first. */
  function release(): void {
    const [next] = waiting;
    if (!next) {
      inFlight -= 1;
      return;
    }
    waiting.delete(next);
    next();
  }

  return {
    async execute(call, work) {
      call.deadline.throwIfOver();
      if (inFlight < concurrent) inFlight += 1;
      else if (waiting.size < queue) await enqueue(call);
      else {
        options.onReject?.();
        throw new Failure('OVERLOADED', 'Too many requests are waiting for a service.', { cause: full });
      }
      try {
        return await work();
      } finally {
        release();
      }
    },
    get inFlight() {
      return inFlight;
    },
    get queued() {
      return waiting.size;
    },
  };
}

/** As many calls as there are. For specs and tools. */
export const noBulkhead: Bulkhead = { execute: (_call, work) => work(), inFlight: 0, queued: 0 };
