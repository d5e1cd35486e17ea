/** Rate limits as data: whose requests are counted together, and how many are allowed. */

import { routeGroup, type RouteGroup } from '@frontage/http-server/stack';
import type { Principal, Tier } from '@frontage/policy';
import type { Rule } from './usage.ts';

/**
 * Attribute by which requests are counted together.
 *
 * * `key`: an API key.
 * * `principal`: one person, or one partner in one mode.
 * * `role`: all principals of a kind.
 * * `tier`: all principals of a tier.
 * * `route`: all requests for one of the policy's `routes`.
 * * `address`: an IPv4 address, or an IPv6 /64.
 */
export type Dimension = 'key' | 'principal' | 'role' | 'tier' | 'route' | 'address';

/** Units that may be used within a window. */
export interface Rate {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** One rate for all, or one for each tier. Principals without a tier count as `standard`. */
export type Rates = Rate | Readonly<Record<Tier, Rate>>;

export interface LimitPolicy {
  /** Name for clients and operators: lower-case letters, digits and dashes. */
  readonly name: string;
  /**
   * Attributes that make up the key.
   *
   * A request that lacks one of them is refused: it would share a bucket with strangers, or have none.
   */
  readonly by: readonly [Dimension, ...Dimension[]];
  readonly rate: Rates;
  /** `bucket` (default) gives usage back evenly; `quota` all at once, when the next window begins. */
  readonly kind?: Rule['kind'];
  /** Kinds of principal to which the limit applies. Default: all. */
  readonly who?: readonly Principal['kind'][];
  /** Routes to which the limit applies, each with all below it: `/auth/login`, `POST /orders/{id}/pay`. Default: all. */
  readonly routes?: readonly string[];
  /** Unit that is counted: `requests` (default), or `cost`, the computed cost of a GraphQL operation. */
  readonly unit?: 'requests' | 'cost';
  /**
   * Behaviour while the store that instances share is gone.
   *
   * `open`: each instance goes on with its part of the limit. `closed`: requests are refused. There is no default, because the choice is
   * one between availability and abuse.
   */
  readonly onOutage: 'open' | 'closed';
}

const tiers: readonly Tier[] = ['standard', 'gold', 'premium'];

/** Rates of each tier. */
export const byTier = (rates: Rates): Readonly<Record<Tier, Rate>> =>
  'limit' in rates ? { standard: rates, gold: rates, premium: rates } : rates;

/** Policy with its defaults filled in and its routes compiled. */
export interface CompiledPolicy extends LimitPolicy {
  readonly unit: 'requests' | 'cost';
  readonly rules: Readonly<Record<Tier, Rule>>;
  readonly groups: readonly RouteGroup[] | undefined;
}

/**
 * Prepares policies; `factor` multiplies every limit.
 *
 * Throws when policies contradict each other: a defect of the program.
 */
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
