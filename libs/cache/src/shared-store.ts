/** Port of the shared level, behind memory, which several processes share. */

import type { Entry } from './entry.ts';

/** Key of an entry in the shared store. */
export interface SharedKey {
  /** Kind and shape of the entry: `kind@shape`. */
  readonly kind: string;
  readonly key: string;
  readonly isPrivate: boolean;
}

/** Answer of the store. `moment` is its own time of asking: entries fetched because of this answer are put with it. */
export interface StoreAnswer {
  readonly found: ReadonlyMap<string, Entry>;
  readonly moment: number;
}

/** Shared store. No method rejects: an unreachable store acts as an empty one. */
export interface SharedStore {
  /** Name in `Cache-Status`, such as `redis`. */
  readonly name: string;
  /** Looks up entries that have not been invalidated. Undefined when the store cannot be asked. */
  get(keys: readonly SharedKey[]): Promise<StoreAnswer | undefined>;
  /**
   * Keeps an entry for `lifeMs`, in milliseconds. `moment` is the start of its fetch: with a tag invalidated since, the entry is never
   * given.
   */
  put(key: SharedKey, entry: Entry, moment: number, lifeMs: number): void;
  /**
   * Invalidates tags, and resolves when no process gets entries with them any more. Where the store cannot be reached, at least this one
   * does not.
   */
  invalidate(tags: readonly string[]): Promise<void>;
  invalidateEverything(): Promise<void>;
}
