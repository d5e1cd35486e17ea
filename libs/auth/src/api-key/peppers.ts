/** What is kept of a key instead of the key: a hash keyed with a pepper, which is kept apart from the store and can be replaced. */

import { createHmac, timingSafeEqual } from 'node:crypto';

/** A hash, and which pepper made it. */
export interface KeyHash {
  readonly hash: Buffer;
  /** The name of the pepper: tells one from another, and nothing about it. */
  readonly pepper: string;
}

/** `stale`: right, but hashed with a pepper that is on its way out. */
export type Match = 'right' | 'stale' | 'wrong';

export interface Peppers {
  /** Hashes with the first pepper. */
  hash(key: string): KeyHash;
  /** Compares in constant time; undefined stands for a key that is not there, and takes as long. */
  match(key: string, kept: KeyHash | undefined): Match;
  /** Whether a hash was made with the first pepper, with another of the list, or with one that is gone: such a key opens nothing. */
  ageOf(kept: KeyHash): 'current' | 'older' | 'gone';
}

// A fast hash is enough: keys are random, not chosen by people.
const hmac = (pepper: string, text: string): Buffer => createHmac('sha256', pepper).update(text).digest();
const nameOf = (pepper: string): string => hmac(pepper, 'the name of this pepper').toString('hex').slice(0, 12);

/**
 * The first pepper writes, all of them read. To replace one: put the new one in front, wait until no key is listed as hashed with the
 * older one (a key that is used is hashed anew), and take the older one away.
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
