/** Memory level: entries of this process, evicted by size, least recently used first. */

import type { Failure } from '@frontage/errors';
import { LRUCache } from 'lru-cache';
import { freshnessOf, type Entry } from './entry.ts';
import type { Invalidations } from './invalidations.ts';
import { freezeAndWeigh, weighText } from './weigh.ts';

/** Entry as this process keeps it. */
export interface Kept {
  readonly entry: Entry;
  /** Invalidation counter when its fetch began. */
  readonly since: number;
  /** Back-off after a failed fetch: until when, and why. */
  backOff: { readonly until: number; readonly cause: Failure } | undefined;
}

export interface Memory {
  /** The entry of a key, unless it has expired or been invalidated. */
  get(key: string): Kept | undefined;
  /** Keeps an entry, and freezes its Model. The Model is frozen even where there is no room for it. */
  set(key: string, kept: Kept): void;
  readonly bytes: number;
}

export interface MemoryOptions {
  /** Most bytes of all entries; 0 keeps none. */
  readonly maxBytes: number;
  readonly now: () => number;
  readonly invalidations: Invalidations;
}

/** Bytes of the record around a Model (entry, times, place in the map), as measured. */
const recordBytes = 350;
/** Largest share of memory that one answer may take. A larger one could evict everything else. */
const largestShare = 1 / 8;

/** Creates the memory level. Expiry is part of the entry, which also goes to Redis; the LRU evicts by size only. */
export function createMemory({ maxBytes, now, invalidations }: MemoryOptions): Memory {
  const entries =
    maxBytes > 0
      ? new LRUCache<string, Kept>({
          maxSize: maxBytes,
          maxEntrySize: Math.max(1, Math.floor(maxBytes * largestShare)),
          sizeCalculation: ({ entry }, key) =>
            recordBytes + weighText(key) + freezeAndWeigh(entry.found) + freezeAndWeigh(entry.tags),
        })
      : undefined;
  return {
    get: (key) => {
      const kept = entries?.get(key);
      if (!kept) return undefined;
      const { entry, since } = kept;
      const isValid = since === invalidations.count || invalidations.last(entry.tags) <= since;
      if (isValid && freshnessOf(entry, now()) !== 'expired') return kept;
      entries!.delete(key);
      return undefined;
    },
    set: (key, kept) => {
      if (entries) entries.set(key, kept);
      else freezeAndWeigh(kept.entry.found);
    },
    get bytes() {
      return entries?.calculatedSize ?? 0;
    },
  };
}
