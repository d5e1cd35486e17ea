/** Outcome of one call of a cached method, for `Cache-Status` and metrics. Summed up from its items. */

import type { CacheUse } from '@frontage/call';
import type { Entry } from './entry.ts';

export interface Outcome {
  /** Notes an item that a level had, without asking the service. */
  hit(entry: Entry, level: string): void;
  /** Notes a stale entry that was served because the service failed. */
  fallback(entry: Entry): void;
  /** Notes an item that was fetched from the service. */
  miss(entry: Entry, how: { readonly wasStale: boolean; readonly stored: boolean; readonly collapsed: boolean }): void;
  sum(): CacheUse;
}

export function createOutcome(name: string, now: () => number): Outcome {
  let [hits, misses, fallbacks] = [0, 0, 0];
  let [stored, collapsed, wasStale] = [false, false, false];
  let freshUntil = Infinity;
  let found: string | undefined;
  const until = (entry: Entry): void => {
    freshUntil = Math.min(freshUntil, entry.freshUntil);
  };
  return {
    hit: (entry, level) => {
      hits += 1;
      // The farther level is reported: a hit in memory is the ordinary case.
      if (found === undefined || level !== 'memory') found = level;
      until(entry);
    },
    fallback: (entry) => {
      fallbacks += 1;
      until(entry);
    },
    miss: (entry, how) => {
      misses += 1;
      stored ||= how.stored;
      collapsed ||= how.collapsed;
      wasStale ||= how.wasStale;
      if (how.stored) until(entry);
    },
    sum: () => {
      const all = hits + misses + fallbacks;
      const given = { name, ...(Number.isFinite(freshUntil) && { ttlMs: freshUntil - now() }) };
      if (fallbacks > 0) return { ...given, outcome: 'stale', detail: 'stale-if-error' };
      if (misses === 0) return { ...given, outcome: 'hit', detail: found };
      const fetched = { ...given, stored, collapsed };
      if (hits > 0) return { ...fetched, outcome: 'partial', detail: `${hits}/${all}` };
      return { ...fetched, outcome: wasStale ? 'stale' : 'miss' };
    },
  };
}
