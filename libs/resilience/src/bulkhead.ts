/** Bulkhead: limits the concurrent calls to one service, and the queue for it. */

import type { Call, Ledger } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { atLeast } from './at-least.ts';
import { Refused } from './refused.ts';

export interface BulkheadOptions {
  /** Most concurrent calls. Default 64: as many as the connection pool of one instance has. */
  readonly concurrent?: number;
  /** Longest queue, in calls. Default 1,024. */
  readonly queue?: number;
  readonly onReject?: () => void;
}

export interface Bulkhead {
  /**
   * Does the work when a place is free. Fair queueing: requests take turns, and the calls of one request keep their order, so that a single
   * call does not wait behind a thousand of another request. Throws OVERLOADED at once when the queue is full; the request with most calls
   * waiting loses its newest. A waiting call that is cancelled or expires leaves the queue at once, with that reason.
   */
  execute<T>(call: Call, work: () => Promise<T>): Promise<T>;
  /** Number of calls under way. */
  readonly inFlight: number;
  /** Number of calls in the queue. */
  readonly queued: number;
}

/** Call in the queue. */
interface Waiting {
  /** Requests that wait for this call: several, where they share a fetch. The turn of any of them is its turn. */
  readonly requests: Ledger[];
  /** Leaves the queue for a place. */
  enter(): void;
  refuse(reason: Failure): void;
}

/** Creates the bulkhead of one service. Cancelled calls leave its queue, unlike cockatiel's (ADR 0010). */
export function bulkhead(options: BulkheadOptions = {}): Bulkhead {
  const { concurrent = 64, queue = 1_024 } = options;
  atLeast(1, { concurrent });
  atLeast(0, { queue });
  const full = new Refused('bulkhead', `${concurrent} calls under way, ${queue} waiting`);
  /** Queue by request (its ledger), in the order of turns. Each request has its calls in order of arrival. */
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

  /** Hands a place over to the next call. A freed place could be taken by a newcomer first. */
  function release(): void {
    const [turn] = waiting;
    if (!turn) {
      inFlight -= 1;
      return;
    }
    const [request, own] = turn;
    const [next] = own;
    next!.enter();
    // The request goes to the end of the queue.
    if (waiting.delete(request)) waiting.set(request, own);
  }

  /** Makes room in the queue by refusing another call, or throws OVERLOADED for this one. */
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

/** Bulkhead without a limit, for specs and tools. */
export const noBulkhead: Bulkhead = { execute: (_call, work) => work(), inFlight: 0, queued: 0 };
