/** Bulkhead: one slow service may hold only so many calls, and only so many more may wait for it. */

import type { Call, Ledger } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { atLeast } from './at-least.ts';
import { Refused } from './refused.ts';

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
  /** Whose turn may be its turn: several, where they want the same. */
  readonly requests: Ledger[];
  /** A place is its own. */
  enter(): void;
  refuse(reason: Failure): void;
}

/** Creates the bulkhead of one service. A call that is cancelled gives up its place in the queue (ADR 0010: why not a library's). */
export function bulkhead(options: BulkheadOptions = {}): Bulkhead {
  const { concurrent = 64, queue = 1_024 } = options;
  atLeast(1, { concurrent });
  atLeast(0, { queue });
  const full = new Refused('bulkhead', `${concurrent} calls under way, ${queue} waiting`);
  /** By request, known by its ledger, in the order of their turns; of each its calls in order of arrival. */
  const waiting = new Map<Ledger, Set<Waiting>>();
  let queued = 0;
  let inFlight = 0;

  function enqueue({ deadline, ledger }: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      const over = (): void => {
        forgetEnd();
        forgetJoins();
        leave(one);
      };
      const one: Waiting = {
        requests: [],
        enter: () => {
          over();
          resolve();
        },
        refuse: (reason) => {
          over();
          reject(reason);
        },
      };
      const forgetEnd = deadline.onEnd(() => one.refuse(deadline.reason!));
      const forgetJoins = ledger.onJoin((asker) => stand(one, asker));
      for (const asker of ledger.askers) stand(one, asker);
      queued += 1;
    });
  }

  function stand(one: Waiting, request: Ledger): void {
    one.requests.push(request);
    const own = waiting.get(request);
    if (own) own.add(one);
    else waiting.set(request, new Set([one]));
  }

  function leave(one: Waiting): void {
    queued -= 1;
    for (const request of one.requests) {
      const own = waiting.get(request);
      own?.delete(one);
      if (own?.size === 0) waiting.delete(request);
    }
  }

  /** A place is handed over, not freed: nobody who comes later can take it first. */
  function release(): void {
    const [turn] = waiting;
    if (!turn) {
      inFlight -= 1;
      return;
    }
    const [request, own] = turn;
    const [next] = own;
    next!.enter();
    // To the end of the line of requests.
    if (waiting.delete(request)) waiting.set(request, own);
  }

  /** Makes room for a call by refusing another, or refuses it. */
  function makeRoom({ ledger: { origin } }: Call): void {
    options.onReject?.();
    const refused = new Failure('OVERLOADED', 'Too many requests are waiting for a service.', { cause: full });
    let most = new Set<Waiting>();
    for (const own of waiting.values()) if (own.size > most.size) most = own;
    if (most.size <= (waiting.get(origin)?.size ?? 0) + 1) throw refused;
    const newestFirst = [...most].reverse();
    (newestFirst.find(({ requests }) => requests.length === 1) ?? newestFirst[0]!).refuse(refused);
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
