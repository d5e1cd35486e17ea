/** Levels of the cache, and what else every step of a lookup needs. */

import type { CacheUse, Call } from '@frontage/call';
import type { Failure } from '@frontage/errors';
import type { Fetching } from './fetching.ts';
import type { Invalidations } from './invalidations.ts';
import type { Memory } from './memory.ts';
import type { SharedStore } from './shared-store.ts';

export interface Levels {
  readonly memory: Memory;
  readonly store: SharedStore | undefined;
  /** Fetches in flight that can be joined, by key. */
  readonly inFlight: Map<string, Fetching>;
  readonly invalidations: Invalidations;
  /** The clock, in milliseconds. */
  readonly now: () => number;
  /** Source of jitter, from 0 to 1. */
  readonly random: () => number;
  /** Minimum back-off after a failed fetch, in milliseconds. */
  readonly backOffMs: number;
  readonly onUse: (use: CacheUse, call: Call) => void;
  readonly onRevalidationFailed: (name: string, failure: Failure) => void;
}
