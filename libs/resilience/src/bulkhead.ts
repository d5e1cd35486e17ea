/** Bulkhead: one slow service may hold only so many calls, and only so many more may wait for it. */

import type { Call, Ledger } from '@frontage/call';
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
   * Does the work as soon as there is a place. Requests take turns at places, and the calls of one request come in their order: who
   * has one call to make does not wait for somebody's thousand. OVERLOADED at once when the queue is full; of several requests the one
   * that has most waiting is refused, the newest first. A waiting call that is cancelled or runs out of time leaves the queue at once, and
   * fails with that reason.
   */
  execute<T>(call: Call, work: () => Promise<T>): Promise<T>;
  /** Calls under way. */
  readonly inFlight: number;
  /** Calls that wait. */
  readonly queued: number;
}

/** A call that waits. */
interface Waiting {
  /** A place is its own. */
  enter(): void;
  refuse(reason: Failure): void;
}

/** Not cockatiel's: there a waiting call that was cancelled keeps its place in the queue, and its caller, until its turn comes. */
export function bulkhead(options: BulkheadOptions = {}): Bulkhead {
  const { concurrent = 64, queue = 1_024 } = options;
  atLeast(1, { concurrent });
  atLeast(0, { queue });
  const full = new BulkheadRejectedError(concurrent, queue);
  /** By request, known by its ledger, in the order of their turns; of each its calls in order of arrival. */
  const waiting = new Map<Ledger, Set<Waiting>>();
  let queued = 0;
  let inFlight = 0;

  function enqueue({ deadline, ledger: { origin } }: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = deadline.onEnd(() => {
        leave(origin, one);
        reject(deadline.reason!);
      });
      const one: Waiting = {
        enter: () => {
          forget();
          resolve();
        },
        refuse: (reason) => {
          forget();
          reject(reason);
        },
      };
      let own = waiting.get(origin);
      if (!own) waiting.set(origin, (own = new Set()));
      own.add(one);
      queued += 1;
    });
  }

  function leave(origin: Ledger, one: Waiting): void {
    const own = waiting.get(origin);
    if (!own?.delete(one)) return;
    queued -= 1;
    if (own.size === 0) waiting.delete(origin);
  }

  /** A place is handed over, not freed: nobody who comes later can take it first. */
  function release(): void {
    const [turn] = waiting;
    if (!turn) {
      inFlight -= 1;
      return;
    }
    const [origin, own] = turn;
    const [next] = own;
    leave(origin, next!);
    // To the end of the line of requests.
    if (waiting.delete(origin)) waiting.set(origin, own);
    next!.enter();
  }

  /** Makes room for a call by refusing another, or refuses it. */
  function makeRoom({ ledger: { origin } }: Call): void {
    options.onReject?.();
    const refused = new Failure('OVERLOADED', 'Too many requests are waiting for a service.', { cause: full });
    let most: [Ledger, Set<Waiting>] | undefined;
    for (const each of waiting) if (!most || each[1].size > most[1].size) most = each;
    const own = waiting.get(origin)?.size ?? 0;
    if (!most || most[1].size <= own + 1) throw refused;
    const last = [...most[1]].at(-1)!;
    leave(most[0], last);
    last.refuse(refused);
  }

  return {
    async execute(call, work) {
      call.deadline.throwIfOver();
      if (inFlight < concurrent) inFlight += 1;
      else {
        if (queued >= queue) makeRoom(call);
        await enqueue(call);
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
      return queued;
    },
  };
}

/** As many calls as there are. For specs and tools. */
export const noBulkhead: Bulkhead = { execute: (_call, work) => work(), inFlight: 0, queued: 0 };
