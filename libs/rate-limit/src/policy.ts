/** Limits as data: who is counted together, and how much they may. */

import { routeGroup, type RouteGroup } from '@frontage/http-server';
import type { Principal, Tier } from '@frontage/policy';
import type { Rule } from './tally.ts';

/**
 * What is counted together. `key`: an API key. `principal`: one person or partner. `role`: everybody of a kind. `tier`: everybody of a
 * tier. `route`: everybody who asks for one of the policy's `routes`. `address`: an IPv4 address, or an IPv6 /64.
 */
export type Dimension = 'key' | 'principal' | 'role' | 'tier' | 'route' | 'address';

/** So much, within so long. */
export interface Rate {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** One for all, or one for each tier. Whoever has no tier counts as `standard`. */
export type Rates = Rate | Readonly<Record<Tier, Rate>>;

export interface LimitPolicy {
  /** What clients and operators call it: lower-case letters, digits and dashes. */
  readonly name: string;
  /** Several make a key together. A request of which one cannot be told is refused: it would share a bucket with strangers, or have none. */
  readonly by: readonly [Dimension, ...Dimension[]];
  readonly rate: Rates;
  /** Default `bucket`: what was used comes back evenly. `quota`: all at once, when the next window begins. */
  readonly kind?: Rule['kind'];
  /** To whom it applies. Default everybody. */
  readonly who?: readonly Principal['kind'][];
  /** To what it applies: `/auth/login`, `POST /orders/{id}/pay`, each with all below it. Default everything. */
  readonly routes?: readonly string[];
  /** What is counted. Default `requests`; `cost` is what a GraphQL operation is computed to cost. */
  readonly unit?: 'requests' | 'cost';
  /**
   * When the store that instances share is gone. `open`: each instance goes on with its part of the limit. `closed`: nobody is let in.
   * There is no default: somebody has to have thought about it.
   */
  readonly onOutage: 'open' | 'closed';
}

const tiers: readonly Tier[] = ['standard', 'gold', 'premium'];

/** The rates of a policy, by tier. */
export const byTier = (rates: Rates): Readonly<Record<Tier, Rate>> =>
  'limit' in rates ? { standard: rates, gold: rates, premium: rates } : rates;

/** A policy ready for use. */
export interface CompiledPolicy extends LimitPolicy {
  readonly unit: 'requests' | 'cost';
  readonly rules: Readonly<Record<Tier, Rule>>;
  readonly groups: readonly RouteGroup[] | undefined;
}

/** Prepares policies. Throws when they cannot work: a defect of the program. `factor` multiplies every limit. */
export function compile(policies: readonly LimitPolicy[], factor: number): readonly CompiledPolicy[] {
  const names = policies.map(({ name }) => name);
  const problems = [
    ...names.filter((name) => !/^[a-z][a-z0-9-]{0,39}$/.test(name)).map((name) => `'${name}' is no name for a limit`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `there are two limits '${name}'`),
    ...policies
      .filter(({ by, routes }) => by.includes('route') && !routes)
      .map(({ name }) => `the limit '${name}' counts by route and names none`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return policies.map((policy) => ({
    ...policy,
    unit: policy.unit ?? 'requests',
    rules: rulesOf(policy, factor),
    groups: policy.routes?.map(routeGroup),
  }));
}

function rulesOf({ rate, kind = 'bucket' }: LimitPolicy, factor: number): Readonly<Record<Tier, Rule>> {
  const rates = byTier(rate);
  const ruleOf = (tier: Tier): Rule => ({
    kind,
    limit: Math.max(1, Math.round(rates[tier].limit * factor)),
    windowMs: rates[tier].windowSeconds * 1_000,
  });
  return Object.fromEntries(tiers.map((tier) => [tier, ruleOf(tier)])) as Record<Tier, Rule>;
}
