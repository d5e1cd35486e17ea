/** `RateLimit-Policy`, `RateLimit` (draft-ietf-httpapi-ratelimit-headers-11) and the problem of whoever has used it all. */

import { Failure } from '@frontage/errors';
import { moreInMs, remaining, waitMs, type Rule } from './tally.ts';
import type { Standing } from './store.ts';

/** How one policy stands. */
export interface PolicyStanding extends Standing {
  readonly name: string;
  /** What the policy says, whatever part of it holds at the moment. */
  readonly declared: Rule;
  /** What was asked for. */
  readonly cost: number;
}

const seconds = (ms: number): number => Math.ceil(ms / 1_000);

/** The same on every answer to the same caller (§3). No partition key: it would say who is counted together, and nobody needs it. */
export const policyField = (standings: readonly PolicyStanding[]): string =>
  standings.map(({ name, declared }) => `"${name}";q=${declared.limit};w=${seconds(declared.windowMs)}`).join(', ');

/** What is left of each, and in how many seconds there will be more (§4). */
export const limitField = (standings: readonly PolicyStanding[]): string =>
  standings
    .map(({ name, tally, rule }) => {
      const more = moreInMs(tally, rule);
      return `"${name}";r=${remaining(tally, rule)}${more === undefined ? '' : `;t=${seconds(more)}`}`;
    })
    .join(', ');

/** What is registered for this in the draft (§7.1), so that a client that knows it needs to know nothing of us. */
const quotaExceeded = 'https://iana.org/assignments/http-problem-types#quota-exceeded';

/** 429. Says which limits were in the way and when all of them will not be. */
export function exceeded(standings: readonly PolicyStanding[]): Failure {
  const waits = standings.map(({ name, tally, rule, cost }) => ({
    name,
    ms: waitMs(tally, rule, Math.min(cost, rule.limit)),
  }));
  const violated = waits.filter(({ ms }) => ms > 0);
  const names = violated.map(({ name }) => name);
  return new Failure('RATE_LIMITED', `The limit ${names.map((name) => `'${name}'`).join(' and ')} is used up.`, {
    retryAfterMs: Math.max(...violated.map(({ ms }) => ms)),
    problem: { type: quotaExceeded, members: { 'violated-policies': names } },
  });
}
