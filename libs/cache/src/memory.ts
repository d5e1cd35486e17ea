/** The first level: entries of this process, the least recently used going first when they weigh too much. */

import type { Failure } from '@frontage/errors';
import { LRUCache } from 'lru-cache';
import { ageOf, type Entry } from './entry.ts';
import type { Invalidations } from './invalidations.ts';
import { freezeAndWeigh, weighText } from './weigh.ts';

/** An entry in this process. */
export interface Kept {
  readonly entry: Entry;
  /** How many invalidations there had been when its fetch began. */
  readonly since: number;
  /** A fresh one could not be had a moment ago: until when not to try again, and why. */
  held: { readonly until: number; readonly cause: Failure } | undefined;
}

export interface Memory {
  /** What is kept, unless its life is over or it has been invalidated. */
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

/** Times are in the entries, where they must be to travel: the LRU knows sizes only. */
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
      if (isValid && ageOf(entry, now()) !== 'over') return kept;
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
