/** Cached method: all that the steps of a lookup know about it. */

import type { Call, Caller } from '@frontage/call';
import type { Found } from './entry.ts';
import type { CheckedTerms } from './policy.ts';

/** Item of a call. The service knows it by its id, the cache by its key. */
export interface Item {
  readonly id: string;
  readonly key: string;
}

export interface CachedMethod<Input> {
  readonly terms: CheckedTerms;
  /** Part of every key: the input, less the ids of a batch. The caller is added to keys of private entries. */
  readonly keyOf: (input: Input) => string;
  /** Asks the service for some items of an input. Ids missing from the answer do not exist. */
  readonly fetch: (input: Input, ids: readonly string[], call: Call) => Promise<ReadonlyMap<string, Found>>;
  /** Tags of the answer for one item. */
  readonly tagsOf: (input: Input, id: string, found: Found, caller: Caller) => readonly string[];
}
