/** Background work: no answer waits for it, and shutdown waits a limited time. */

import { Deadline } from '@frontage/call';

export interface Beside {
  /** Runs work in the background. Failures are swallowed here, so the caller reports them. */
  run(work: Promise<unknown>): void;
  /** Waits until all work is done, at most so many milliseconds. Returns how much is not. */
  settled(atMostMs: number): Promise<number>;
}

export function createBeside(): Beside {
  const going = new Set<Promise<unknown>>();
  return {
    run: (work) => {
      const ended = work
        .catch(() => undefined)
        .finally(() => {
          going.delete(ended);
        });
      going.add(ended);
    },
    settled: async (atMostMs) => {
      const patience = Deadline.in(atMostMs);
      // Work may begin further work while it is waited for.
      while (going.size > 0 && !patience.reason) await patience.within(Promise.all(going)).catch(() => undefined);
      patience.close();
      return going.size;
    },
  };
}
