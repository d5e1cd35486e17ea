/** The fields `RateLimit-Policy` and `RateLimit`, and the problem for 429 (draft-ietf-httpapi-ratelimit-headers-11). */

import { Failure } from '@frontage/errors';
import { moreInMs, remaining, waitMs, type Rule } from './usage.ts';
import type { Standing } from './store.ts';

/** State of one policy after a charge. */
export interface PolicyStanding extends Standing {
  readonly name: string;
  /** Limit that the policy declares. `rule` may be smaller: one instance's part during an outage of the shared store. */
  readonly declared: Rule;
  /** Cost of the request in the unit of the policy, at most the whole limit. */
  readonly cost: number;
}

const seconds = (ms: number): number => Math.ceil(ms / 1_000);

/** State of one limit, as a client is told. */
export interface LimitState {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Time until more is left; undefined when all of it is. */
  readonly moreInSeconds: number | undefined;
}

/** State for a client, from a standing. */
export function toLimitState({ name, declared, usage, rule }: PolicyStanding): LimitState {
  const more = moreInMs(usage, rule);
  return {
    name,
    limit: declared.limit,
    windowSeconds: seconds(declared.windowMs),
    remaining: remaining(usage, rule),
    moreInSeconds: more === undefined ? undefined : seconds(more),
  };
}

/**
 * Value of `RateLimit-Policy`: the same on every answer to the same caller (§3).
 *
 * It has no partition key, which would say who is counted together.
 */
export const policyField = (standings: readonly PolicyStanding[]): string =>
  standings
    .map(toLimitState)
    .map(({ name, limit, windowSeconds }) => `"${name}";q=${limit};w=${windowSeconds}`)
    .join(', ');

/** Value of `RateLimit`: units left of each policy, and seconds until there are more (§4). */
export const limitField = (standings: readonly PolicyStanding[]): string =>
  standings
    .map(toLimitState)
    .map(({ name, remaining, moreInSeconds: t }) => `"${name}";r=${remaining}${t === undefined ? '' : `;t=${t}`}`)
    .join(', ');

/** Problem type that the draft registers (§7.1), so that generic clients understand it. */
const quotaExceeded = 'https://iana.org/assignments/http-problem-types#quota-exceeded';

/** Failure for 429: names the exceeded limits, and the time until none of them is exceeded. */
export function exceeded(standings: readonly PolicyStanding[]): Failure {
  const waits = standings.map(({ name, usage, rule, cost }) => ({
    name,
    ms: waitMs(usage, rule, Math.min(cost, rule.limit)),
  }));
  const violated = waits.filter(({ ms }) => ms > 0);
  const names = violated.map(({ name }) => name);
  return new Failure('RATE_LIMITED', `The limit ${names.map((name) => `'${name}'`).join(' and ')} is used up.`, {
    retryAfterMs: Math.max(...violated.map(({ ms }) => ms)),
    problem: { type: quotaExceeded, members: { 'violated-policies': names } },
  });
}
