/** Cache of verified tokens, which saves their signature check. */

import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';

export interface VerifiedTokens<Claims extends { readonly exp: number }> {
  get(token: string): Claims | undefined;
  put(token: string, claims: Claims): void;
}

export interface VerifiedTokensOptions {
  /** Most tokens remembered. Beyond it, the least recently used goes. Default 10,000, some 6 MB. */
  readonly maxTokens?: number;
  /** Clock, in milliseconds since the epoch. */
  readonly now: () => number;
}

/** Longest time in the cache, which bounds tokens of a withdrawn key. */
const longestMs = 10 * 60_000;

/** Creates a cache by digest. It holds no tokens, and the time of a look-up reveals nothing about one. */
export function createVerifiedTokens<Claims extends { readonly exp: number }>(
  options: VerifiedTokensOptions,
): VerifiedTokens<Claims> {
  const { maxTokens = 10_000, now } = options;
  const remembered = new LRUCache<string, { readonly claims: Claims; readonly until: number }>({ max: maxTokens });
  const digest = (token: string): string => hash('sha256', token, 'base64');
  return {
    get: (token) => {
      const known = remembered.get(digest(token));
      return known && now() < known.until ? known.claims : undefined;
    },
    put: (token, claims) => {
      remembered.set(digest(token), { claims, until: Math.min(claims.exp * 1_000, now() + longestMs) });
    },
  };
}
