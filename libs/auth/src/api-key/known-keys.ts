/** Cache of API-key look-ups. The TTL bounds how long a revoked key keps working. */

import { Deadline } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { LRUCache } from 'lru-cache';
import type { FoundKey } from './key-store.ts';

/** Finds a key by its public part. */
export type FindApiKey = (id: string) => Promise<FoundKey | undefined>;

export interface KnownKeysOptions {
  /** Look-up in the store. */
  readonly find: FindApiKey;
  /** Time limit of a look-up, in milliseconds. Default 1,000. */
  readonly timeoutMs?: number;
  /** TTL of a look-up in milliseconds, counted from its start. Default 5,000. */
  readonly ttlMs?: number;
  /** Most cached keys. Default 10,000. */
  readonly maxKnown?: number;
  /** Most cached ids without a key. A space of its own, so that a flood of them evicts no key. Default 10,000. */
  readonly maxUnknown?: number;
  /** Monotonic clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

interface Answer {
  readonly found: FoundKey | undefined;
  readonly until: number;
}

/**
 * Caches look-ups that found a key and those that did not. Concurrent look-ups of one id are collapsed. While the store fails or is silent, cached
 * entries hold for the rest of their TTL; other ids are UNAVAILABLE, as an unverified key must not be accepted.
 */
export function rememberKeys({
  find,
  timeoutMs = 1_000,
  ttlMs = 5_000,
  maxKnown = 10_000,
  maxUnknown = 10_000,
  now = () => performance.now(),
}: KnownKeysOptions): FindApiKey {
  const known = new LRUCache<string, Answer>({ max: maxKnown });
  const unknown = new LRUCache<string, Answer>({ max: maxUnknown });
  const flights = new Map<string, Promise<FoundKey | undefined>>();

  async function lookUp(id: string): Promise<FoundKey | undefined> {
    // The TTL starts before the read, as the read may be as old as that.
    const until = now() + ttlMs;
    const deadline = Deadline.in(timeoutMs);
    try {
      const found = await deadline.within(find(id));
      (found ? known : unknown).set(id, { found, until });
      (found ? unknown : known).delete(id);
      return found;
    } catch (cause) {
      throw new Failure('UNAVAILABLE', 'API keys cannot be checked at the moment.', { cause });
    } finally {
      deadline.close();
    }
  }

  return async (id) => {
    const answer = known.get(id) ?? unknown.get(id);
    if (answer && now() < answer.until) return answer.found;
    const underWay = flights.get(id);
    if (underWay) return underWay;
    // Removal runs in a later turn, however early the look-up fails. A settled promise left in the map would answer for ever.
    const flight = lookUp(id).finally(() => flights.delete(id));
    flights.set(id, flight);
    return flight;
  };
}
