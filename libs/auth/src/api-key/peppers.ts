/** Keyed hashes of API keys. The pepper is kept apart from the store, and can be replaced. */

import { createHmac, timingSafeEqual } from 'node:crypto';

/** A hash, and the name of its pepper. */
export interface KeyHash {
  readonly hash: Buffer;
  /** Name of the pepper, which reveals nothing about it. */
  readonly pepper: string;
}

/** `stale`: right, but hashed with an older pepper. */
export type Match = 'right' | 'stale' | 'wrong';

export interface Peppers {
  /** Hashes with the first pepper. */
  hash(key: string): KeyHash;
  /** Compares in constant time. Undefined stands for a missing key, and takes as long. */
  match(key: string, kept: KeyHash | undefined): Match;
  /**
   * Age of the pepper that made a hash. `current` is the first, `older` another of the list, `gone` a removed one; a key of a removed
   * pepper opens nothing.
   */
  ageOf(kept: KeyHash): 'current' | 'older' | 'gone';
}

// A fast hash suffices: keys are random, not chosen by people.
const hmac = (pepper: string, text: string): Buffer => createHmac('sha256', pepper).update(text).digest();
const nameOf = (pepper: string): string => hmac(pepper, 'the name of this pepper').toString('hex').slice(0, 12);

/**
 * Creates the hashing: the first pepper writes, all of them read. To replace a pepper, put the new one in front, wait until no live key is
 * listed with the older one (a used key is hashed anew), and remove the older one.
 */
export function createPeppers(secrets: readonly string[]): Peppers {
  const peppers = secrets.map((secret) => ({ secret, name: nameOf(secret) }));
  const [first] = peppers;
  if (!first) throw new Error('API keys need a pepper');
  const nothing: KeyHash = { hash: Buffer.alloc(32), pepper: first.name };
  return {
    hash: (key) => ({ hash: hmac(first.secret, key), pepper: first.name }),
    match: (key, kept) => {
      const { hash, pepper } = kept ?? nothing;
      const known = peppers.find(({ name }) => name === pepper) ?? first;
      const equal = timingSafeEqual(hash, hmac(known.secret, key));
      if (!kept || !equal || known.name !== pepper) return 'wrong';
      return known === first ? 'right' : 'stale';
    },
    ageOf: ({ pepper }) =>
      pepper === first.name ? 'current' : peppers.some(({ name }) => name === pepper) ? 'older' : 'gone',
  };
}
