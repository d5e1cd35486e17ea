/** The port behind memory: a level that several processes share. */

import type { Entry } from './entry.ts';

/** A key, and whether what is under it is somebody's own. */
export interface SharedKey {
  /** `kind@shape`: what is held. */
  readonly kind: string;
  readonly key: string;
  readonly isPrivate: boolean;
}

/** What was found, by key; and the moment of the question, in the store's own time: what is fetched from now on is put with it. */
export interface StoreAnswer {
  readonly found: ReadonlyMap<string, Entry>;
  readonly moment: number;
}

/** None of these rejects: a cache that is not there is a cache that has nothing. */
export interface SharedStore {
  /** The name in `Cache-Status`: `redis`. */
  readonly name: string;
  /** Asks for entries that have not been invalidated. Undefined when the store cannot be asked. */
  get(keys: readonly SharedKey[]): Promise<StoreAnswer | undefined>;
  /** Keeps an entry until its end. `moment` is when its fetch began: what was invalidated since stays invalid. */
  put(key: SharedKey, entry: Entry, moment: number, lifeMs: number): void;
  /** Resolves when no process can get what has these tags any more; or, when the store cannot be reached, at least not this one. */
  invalidate(tags: readonly string[]): Promise<void>;
  invalidateEverything(): Promise<void>;
}
