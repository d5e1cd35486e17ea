/** The first level: entries of this process, the least recently used going first when they weigh too much. */

import type { Failure } from '@frontage/errors';
import { LRUCache } from 'lru-cache';
import { freshnessOf, type Entry } from './entry.ts';
import type { Invalidations } from './invalidations.ts';
import { freezeAndWeigh, weighText } from './weigh.ts';

/** An entry in this process. */
export interface Kept {
  readonly entry: Entry;
  /** How many invalidations there had been when its fetch began. */
  readonly since: number;
  /** Fetching it anew has failed: until when not to try again, and why. */
  backOff: { readonly until: number; readonly cause: Failure } | undefined;
}

export interface Memory {
  /** The entry of a key, unless it has expired or been invalidated. */
  get(key: string): Kept | undefined;
  /** Keeps an entry, frozen; even when it is not kept for long, or at all. */
  set(key: string, kept: Kept): void;
  readonly bytes: number;
}

export interface MemoryOptions {
  /** 0: nothing is kept. */
  readonly maxBytes: number;
  readonly now: () => number;
  readonly invalidations: Invalidations;
}

/** The record around a Model: the entry, its times, and its place in the map. Measured, not counted. */
const recordBytes = 350;
/** No answer may push out everything else: one that weighs more than this share of the whole is not kept. */
const largestShare = 1 / 8;

/** Expiry is part of the entry, which also goes to Redis; the LRU evicts by size only. */
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
