/** Flight: a fetch that several requests wait for. Its deadline is its own; it ends early only when its last waiter has left. */

import { Ledger, newCall, type Call, type Caller, type Deadline } from '@frontage/call';
import { type Trace } from '@frontage/call/headers';

export interface FlightOptions<T> {
  readonly budgetMs: number;
  /** On whose behalf. */
  readonly caller: Caller;
  /** The trace, and the ledger, of the request that began it. */
  readonly trace: Trace;
  readonly begunBy: Ledger;
  /** A revalidation: it goes on to its end without a waiter. */
  readonly background: boolean;
  readonly work: (call: Call) => Promise<T>;
  /** It can be joined no longer. Called once, before any waiter learns how it ended. */
  readonly onOver: () => void;
}

export interface Flight<T> {
  /** Gives the result or its failure, or the reason for which `patience` ends. Upstream cost is charged to the earliest waiter. */
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
  // In the order of arrival: the first one pays.
  const waiters = new Set<Ledger>();
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    onOver();
  };
  const outcome = new Promise<T>((resolve, reject) => {
    // Work that does not listen to its deadline is left behind.
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
  // Waiters see the failure; without one it is handled here.
  outcome.catch(() => undefined);

  const leave = (ledger: Ledger, patience: Deadline): void => {
    const [first] = waiters;
    waiters.delete(ledger);
    if (first === ledger) ledger.takeCosts(call.ledger);
    // The reason goes along: a service that is slow must not look like a client that went away.
    if (waiters.size === 0 && !background && !isOver) call.deadline.cancel(patience.reason);
  };

  return {
    outcome,
    cancel: () => call.deadline.cancel(),
    wait: async (ledger, patience) => {
      // A request may wait for the same flight twice.
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
