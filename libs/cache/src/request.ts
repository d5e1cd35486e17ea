/** Request to the cache: one call of a cached method, and its results so far. */

import type { Call } from '@frontage/call';
import type { CachedMethod, Item } from './cached-method.ts';
import type { Found } from './entry.ts';
import type { Kept } from './memory.ts';
import { createOutcome, type Outcome } from './outcome.ts';

export interface Request<Input> {
  readonly method: CachedMethod<Input>;
  readonly input: Input;
  readonly call: Call;
  /** Results so far, by id. */
  readonly found: Map<string, Found>;
  readonly outcome: Outcome;
  /** Keys of entries that may be served only if the service fails. */
  readonly stale: Set<string>;
}

export const createRequest = <Input>(
  method: CachedMethod<Input>,
  input: Input,
  call: Call,
  now: () => number,
): Request<Input> => ({
  method,
  input,
  call,
  found: new Map(),
  outcome: createOutcome(method.terms.name, now),
  stale: new Set(),
});

/** Serves an item from a level, and notes the hit. */
export function serve<Input>({ found, outcome }: Request<Input>, item: Item, kept: Kept, level: string): void {
  found.set(item.id, kept.entry.found);
  outcome.hit(kept.entry, level);
}
