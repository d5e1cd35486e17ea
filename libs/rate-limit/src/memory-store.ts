/** Usage in the memory of this process. */

import type { LimitStore } from './store.ts';
import { charged, costWithin, current, fits, lifeMs, type Usage } from './usage.ts';

export interface MemoryStoreOptions {
  /**
   * Most keys that are kept. Default 100,000, some 20 MB.
   *
   * Beyond it, the key that was charged longest ago is dropped. A client with more addresses than that cannot be stopped by counting.
   */
  readonly maxKeys?: number;
  /** Clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
}

/** Usage of one key. It is updated in place, since a new object per charge would burden the garbage collector. */
interface StoredUsage {
  used: number;
  at: number;
  endsAt: number;
  /** Time at which the key was moved to the end of the map. */
  placedAt: number;
}

/** Shortest time between two moves of a key to the end. Moving it on every charge would cost more than all the rest. */
const placeEveryMs = 1_000;

export function createMemoryStore({ maxKeys = 100_000, now = Date.now }: MemoryStoreOptions = {}): LimitStore & {
  readonly size: number;
} {
  // Ordered by the last charge, to within a second: the first key is the first to be dropped.
  const usages = new Map<string, StoredUsage>();

  return {
    get size() {
      return usages.size;
    },
    charge: async (charges) => {
      const time = now();
      const before = charges.map(({ key, rule }) => current(usages.get(key), rule, time));
      const admitted = charges.every(({ rule, cost }, index) => fits(before[index]!, rule, costWithin(rule, cost)));
      const standings = charges.map(({ key, rule, cost }, index) => {
        if (!admitted) return { usage: before[index]!, rule };
        const usage = charged(before[index]!, costWithin(rule, cost));
        keep(key, usage, lifeMs(usage, rule), time);
        return { usage, rule };
      });
      return { admitted, standings };
    },
  };

  function keep(key: string, { used, at }: Usage, livesMs: number, time: number): void {
    const known = usages.get(key);
    if (known && Math.abs(time - known.placedAt) < placeEveryMs) {
      known.used = used;
      known.at = at;
      known.endsAt = at + livesMs;
      return;
    }
    usages.delete(key);
    usages.set(key, { used, at, endsAt: at + livesMs, placedAt: time });
    forget(time);
  }

  /** Drops keys beyond `maxKeys`, and up to 8 of the oldest whose usage has ended. */
  function forget(time: number): void {
    let looks = 8;
    for (const [key, { endsAt }] of usages) {
      if (usages.size <= maxKeys && (endsAt > time || (looks -= 1) < 0)) return;
      usages.delete(key);
    }
  }
}
