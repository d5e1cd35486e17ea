/** Flight: a fetch that several requests wait for. It has its own deadline, and ends early only when its last waiter has left. */

import { Ledger, newCall, type Call, type Caller, type Deadline } from '@frontage/call';
import type { Trace } from '@frontage/call/headers';

export interface FlightOptions<T> {
  readonly budgetMs: number;
  /** Caller on whose behalf the service is asked. */
  readonly caller: Caller;
  /** Trace and ledger of the request that began the flight. */
  readonly trace: Trace;
  readonly begunBy: Ledger;
  /** Revalidation in the background: the flight goes on without a waiter. */
  readonly background: boolean;
  readonly work: (call: Call) => Promise<T>;
  /** Ends joining. Called once, before any waiter learns the outcome. */
  readonly onOver: () => void;
}

export interface Flight<T> {
  /** Gives the result or its failure, or the reason why `patience` ended. Upstream cost is charged to the earliest waiter. */
  wait(ledger: Ledger, patience: Deadline): Promise<T>;
  /** Settles without a waiter. */
  readonly outcome: Promise<T>;
  cancel(): void;
}

export function createFlight<T>({
  budgetMs,
  caller,
  trace,
  begunBy,
  background,
  work,
  onOver,
}: FlightOptions<T>): Flight<T> {
  const call = newCall({ budgetMs, caller, trace, begunBy });
  // Waiters in the order of arrival: the first one is charged.
  const waiters = new Set<Ledger>();
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    onOver();
  };
  const outcome = new Promise<T>((resolve, reject) => {
    // Work that ignores its deadline is abandoned.
    const abandon = (): void => {
      end();
      reject(call.deadline.reason!);
    };
    call.deadline.onEnd(abandon);
    Promise.try(work, call).then(resolve, reject);
  }).finally(() => {
    call.deadline.close();
    end();
  });
  // Waiters get the failure; without a waiter it would be an unhandled rejection.
  outcome.catch(() => undefined);

  const leave = (ledger: Ledger, patience: Deadline): void => {
    const [first] = waiters;
    waiters.delete(ledger);
    if (first === ledger) ledger.takeCosts(call.ledger);
    // The reason is passed on. A slow service must not look like a client that left.
    if (waiters.size === 0 && !background && !isOver) call.deadline.cancel(patience.reason);
  };

  return {
    outcome,
    cancel: () => call.deadline.cancel(),
    wait: async (ledger, patience) => {
      // A second wait of one request has its own ledger. Otherwise, leaving once would end both.
      const waiter = waiters.has(ledger) ? new Ledger() : ledger;
      waiters.add(waiter);
      call.ledger.joinedBy(ledger);
      try {
        const result = await patience.within(outcome);
        for (const [part, cause] of call.ledger.degradations) ledger.degrade(part, cause);
        for (const [part, cause] of call.ledger.staleness) ledger.stale(part, cause);
        return result;
      } finally {
        leave(waiter, patience);
        if (waiter !== ledger) ledger.takeCosts(waiter);
      }
    },
  };
}
