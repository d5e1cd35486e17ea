/** What a cache did for one call, item by item, summed up for `Cache-Status` and metrics. */

import type { CacheUse } from '@frontage/call';
import type { Entry } from './entry.ts';

export interface Tally {
  /** Found at this level, without asking the service. */
  hit(entry: Entry, level: string): void;
  /** Old, and given all the same. */
  standIn(entry: Entry): void;
  /** Fetched. */
  miss(entry: Entry, how: { readonly wasOld: boolean; readonly stored: boolean; readonly collapsed: boolean }): void;
  sum(): CacheUse;
}

export function createTally(name: string, now: () => number): Tally {
  let [hits, misses, old] = [0, 0, 0];
  let [stored, collapsed, wasOld] = [false, false, false];
  let freshUntil = Infinity;
  let found: string | undefined;
  const until = (entry: Entry): void => {
    freshUntil = Math.min(freshUntil, entry.freshUntil);
  };
  return {
    hit: (entry, level) => {
      hits += 1;
      // The level that was further away says more.
      if (found === undefined || level !== 'memory') found = level;
      until(entry);
    },
    standIn: (entry) => {
      old += 1;
      until(entry);
    },
    miss: (entry, how) => {
      misses += 1;
      stored ||= how.stored;
      collapsed ||= how.collapsed;
      wasOld ||= how.wasOld;
      if (how.stored) until(entry);
    },
    sum: () => {
      const all = hits + misses + old;
      const given = { name, ...(Number.isFinite(freshUntil) && { ttlMs: freshUntil - now() }) };
      if (old > 0) return { ...given, outcome: 'stale', detail: 'stale-if-error' };
      if (misses === 0) return { ...given, outcome: 'hit', detail: found };
      const fetched = { ...given, stored, collapsed };
      if (hits > 0) return { ...fetched, outcome: 'partial', detail: `${hits}/${all}` };
      return { ...fetched, outcome: wasOld ? 'stale' : 'miss' };
    },
  };
}
