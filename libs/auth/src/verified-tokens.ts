/** Tokens that were found to be good, so that the next request with one costs no signature. */

import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';

export interface VerifiedTokens<Claims extends { readonly exp: number }> {
  get(token: string): Claims | undefined;
  put(token: string, claims: Claims): void;
}

export interface VerifiedTokensOptions {
  /** Most tokens remembered; beyond it, the one that was not seen for longest goes. Default 10,000, which is some 6 MB. */
  readonly maxTokens?: number;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

/** A key that its issuer has withdrawn ends what it signed no later than this, whatever the token says. */
const longestMs = 10 * 60_000;

/** Creates a memory. By digest: it holds no tokens, and how long a look-up takes tells nothing of one. */
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
