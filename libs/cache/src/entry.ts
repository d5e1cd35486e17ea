/** Entry: a Model or a negative answer, with its times of freshness. */

import type { Failure } from '@frontage/errors';
import type { CheckedTerms } from './policy.ts';

/** Negative answer, with the service's own words about the NOT_FOUND. */
export interface Absence {
  readonly message?: string;
  readonly reason?: string;
  readonly service?: string;
  readonly operation?: string;
}

/** Result of a fetch for one item: a Model, or its absence. */
export type Found = { readonly model: unknown } | { readonly absence: Absence };

/** Entry of a cache. Times are milliseconds since the epoch. */
export interface Entry {
  readonly found: Found;
  readonly freshUntil: number;
  /** End of stale-while-revalidate. */
  readonly revalidateUntil: number;
  /** End of stale-if-error, after which the entry is expired. */
  readonly endsAt: number;
  readonly tags: readonly string[];
}

/** Freshness of an entry, in the words of RFC 9111 and RFC 5861. */
export type Freshness = 'fresh' | 'stale-while-revalidate' | 'stale-if-error' | 'expired';

export function freshnessOf({ freshUntil, revalidateUntil, endsAt }: Entry, now: number): Freshness {
  if (now < freshUntil) return 'fresh';
  if (now < revalidateUntil) return 'stale-while-revalidate';
  return now < endsAt ? 'stale-if-error' : 'expired';
}

/** Largest share of a time to live that jitter takes away. */
const jitterShare = 0.1;

export interface EntryOptions {
  readonly terms: CheckedTerms;
  readonly tags: readonly string[];
  readonly now: number;
  /** Jitter, from 0 to 1. */
  readonly random: number;
}

/** Makes an entry of a new result. A negative answer has a time to live of its own, and is never served stale. */
export function toEntry(found: Found, { terms, tags, now, random }: EntryOptions): Entry {
  const isModel = 'model' in found;
  const lifeMs = (isModel ? terms.ttlMs : terms.negativeTtlMs) * (1 - jitterShare * random);
  const freshUntil = now + lifeMs;
  const revalidateUntil = freshUntil + (isModel ? terms.staleWhileRevalidateMs : 0);
  const endsAt = Math.max(revalidateUntil, freshUntil + (isModel ? terms.staleIfErrorMs : 0));
  return { found, freshUntil, revalidateUntil, endsAt, tags };
}

/** Caps an entry of another process at this process' terms. The other clock may be ahead. */
export function withinTerms(entry: Entry, terms: CheckedTerms, now: number): Entry {
  const isModel = 'model' in entry.found;
  const freshUntil = Math.min(entry.freshUntil, now + (isModel ? terms.ttlMs : terms.negativeTtlMs));
  const revalidateUntil = Math.min(entry.revalidateUntil, freshUntil + terms.staleWhileRevalidateMs);
  const stale = Math.max(terms.staleWhileRevalidateMs, terms.staleIfErrorMs);
  return { ...entry, freshUntil, revalidateUntil, endsAt: Math.min(entry.endsAt, freshUntil + stale) };
}

/** Keeps what a NOT_FOUND says, without its cause, which may hold a whole answer. */
export const toAbsence = ({ message, reason, service, operation }: Failure): Absence => ({
  message,
  ...(reason !== undefined && { reason }),
  ...(service !== undefined && { service }),
  ...(operation !== undefined && { operation }),
});
