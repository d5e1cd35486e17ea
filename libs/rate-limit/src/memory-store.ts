/** Tallies in the memory of this process. */

import type { LimitStore } from './store.ts';
import { charged, costWithin, current, fits, lifeMs, type Tally } from './tally.ts';

export interface MemoryStoreOptions {
  /**
   * Most keys that are remembered; beyond, the one that was charged longest ago is forgotten. Default 100,000, some 20 MB. Whoever
   * has so many addresses to come from cannot be stopped by counting them.
   */
  readonly maxKeys?: number;
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
}

/** Written in place: an object for each charge, kept until the next, would be work for the garbage collector. */
interface Kept {
  used: number;
  at: number;
  endsAt: number;
  /** When it was put at the end of the line. */
  placedAt: number;
}

/** A key that is charged all the time need not go to the end of the line each time: that would cost more than all the rest. */
const placeEveryMs = 1_000;

export function createMemoryStore({ maxKeys = 100_000, now = Date.now }: MemoryStoreOptions = {}): LimitStore & {
  readonly size: number;
} {
  // In the order in which they were last charged, give or take a second: the first is the one to forget.
  const kept = new Map<string, Kept>();

  return {
    get size() {
      return kept.size;
    },
    charge: async (charges) => {
      const time = now();
      const before = charges.map(({ key, rule }) => current(kept.get(key), rule, time));
      const admitted = charges.every(({ rule, cost }, index) => fits(before[index]!, rule, costWithin(rule, cost)));
      const standings = charges.map(({ key, rule, cost }, index) => {
        if (!admitted) return { tally: before[index]!, rule };
        const tally = charged(before[index]!, costWithin(rule, cost));
        keep(key, tally, lifeMs(tally, rule), time);
        return { tally, rule };
      });
      return { admitted, standings };
    },
  };

  function keep(key: string, { used, at }: Tally, livesMs: number, time: number): void {
    const known = kept.get(key);
    if (known && Math.abs(time - known.placedAt) < placeEveryMs) {
      known.used = used;
      known.at = at;
      known.endsAt = at + livesMs;
      return;
    }
    kept.delete(key);
    kept.set(key, { used, at, endsAt: at + livesMs, placedAt: time });
    forget(time);
  }

  /** A few of the oldest are looked at whenever one may have come: what says nothing any more goes before what does. */
  function forget(time: number): void {
    let looks = 8;
    for (const [key, { endsAt }] of kept) {
      if (kept.size <= maxKeys && (endsAt > time || (looks -= 1) < 0)) return;
      kept.delete(key);
    }
  }
}
