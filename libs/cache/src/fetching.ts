/** Results of fetches, and fetches in flight. */

import type { Flight } from './flight.ts';
import type { Kept } from './memory.ts';

/** Result of a fetch for one item. */
export interface Fetched {
  readonly kept: Kept;
  /** Name of the shared store that had it; undefined when the service was asked. */
  readonly level: string | undefined;
  readonly stored: boolean;
}

/** Fetch in flight, with the entries that may be served beside it. */
export interface Fetching {
  readonly flight: Flight<ReadonlyMap<string, Fetched>>;
  /** Entries of the shared store, by key: stale-if-error when the service fails. */
  readonly storeEntries: ReadonlyMap<string, Kept>;
  /** Entries under revalidation, by key, which are served until it ends. */
  readonly replaced: ReadonlyMap<string, Kept>;
}
