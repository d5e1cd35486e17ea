/** What goes on beside requests: no answer waits for it, and the end of the process only for so long. */

import { Deadline } from '@frontage/call';

export interface Beside {
  /** Lets work go on. Whoever gives it tells of its failures: nobody else hears of them. */
  run(work: Promise<unknown>): void;
  /** Waits until nothing goes on any more, for so many milliseconds at most; how much still goes on then. */
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
      // One thing may begin another while it is waited for.
      while (going.size > 0 && !patience.reason) await patience.within(Promise.all(going)).catch(() => undefined);
      patience.close();
      return going.size;
    },
  };
}
