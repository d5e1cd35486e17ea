/** Keys that were looked up a moment ago. How long a moment is, is how long a revoked key may still open a door. */

import { Failure } from '@frontage/errors';
import { LRUCache } from 'lru-cache';
import type { FoundKey } from './key-store.ts';

/** Finds a key by its public part. */
export type FindApiKey = (id: string) => Promise<FoundKey | undefined>;

export interface KnownKeysOptions {
  /** Looks a key up. */
  readonly find: FindApiKey;
  /** How long an answer holds, counted from when it was asked for, in milliseconds. Default 5,000. */
  readonly ttlMs?: number;
  /** Most keys that are known. Default 10,000. */
  readonly maxKnown?: number;
  /** Most ids that are known to be of no key; a flood of them pushes out only each other. Default 10,000. */
  readonly maxUnknown?: number;
  /** A clock in milliseconds that only goes forward. Default `performance.now`. */
  readonly now?: () => number;
}

interface Answer {
  readonly found: FoundKey | undefined;
  readonly until: number;
}

/**
 * Remembers what was found and what was not. Many who ask for one key at once cause one look-up. When the store does not answer, what
 * was known a moment ago still holds for the rest of that moment; then it is UNAVAILABLE: a door that cannot tell stays shut.
 */
export function rememberKeys({
  find,
  ttlMs = 5_000,
  maxKnown = 10_000,
  maxUnknown = 10_000,
  now = () => performance.now(),
}: KnownKeysOptions): FindApiKey {
  const known = new LRUCache<string, Answer>({ max: maxKnown });
  const unknown = new LRUCache<string, Answer>({ max: maxUnknown });
  const flights = new Map<string, Promise<FoundKey | undefined>>();

  async function lookUp(id: string): Promise<FoundKey | undefined> {
    // What is read may be as old as the question.
    const until = now() + ttlMs;
    try {
      const found = await find(id);
      (found ? known : unknown).set(id, { found, until });
      (found ? unknown : known).delete(id);
      return found;
    } catch (cause) {
      throw new Failure('UNAVAILABLE', 'API keys cannot be checked at the moment.', { cause });
    }
  }

  return async (id) => {
    const answer = known.get(id) ?? unknown.get(id);
    if (answer && now() < answer.until) return answer.found;
    const underWay = flights.get(id);
    if (underWay) return underWay;
    // Removed in a later turn, however early it fails: one that were left here would answer for ever.
    const flight = lookUp(id).finally(() => flights.delete(id));
    flights.set(id, flight);
    return flight;
  };
}
