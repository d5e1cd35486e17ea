/** A cached method: one object that describes it, for every step between a call and its answer. */

import type { Call, Caller } from '@frontage/call';
import type { Found } from './entry.ts';
import type { CheckedTerms } from './policy.ts';

/** One of the things that a call asks for: the service knows it by its id, the cache by its key. */
export interface Item {
  readonly id: string;
  readonly key: string;
}

export interface CachedMethod<Input> {
  readonly terms: CheckedTerms;
  /** What the answer depends on beside the caller and, of a batch, beside the id. Part of every key. */
  readonly keyOf: (input: Input) => string;
  /** Asks the service for some of the items of an input. Ids that the answer does not mention do not exist. */
  readonly fetch: (input: Input, ids: readonly string[], call: Call) => Promise<ReadonlyMap<string, Found>>;
  /** What the answer for one item is about. */
  readonly tagsOf: (input: Input, id: string, found: Found, caller: Caller) => readonly string[];
}
