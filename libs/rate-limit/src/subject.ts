/** Who is to be counted, and under which key. */

import { networkOf, type Address } from '@frontage/network-address';
import { tierOf, type Principal } from '@frontage/policy';
import { createHash } from 'node:crypto';
import type { CompiledPolicy, Dimension } from './policy.ts';

/** What a limit may look at. */
export interface Subject {
  readonly principal: Principal;
  /** Undefined when the connection is gone already. */
  readonly address: Address | undefined;
  readonly method: string;
  readonly path: string;
}

/** Whether a policy has anything to say about this. */
export const applies = ({ who, groups }: CompiledPolicy, subject: Subject): boolean =>
  (!who || who.includes(subject.principal.kind)) && (!groups || routeOf(groups, subject) !== undefined);

/** The key; undefined when a part of it cannot be told. */
export function keyOf(policy: CompiledPolicy, subject: Subject): string | undefined {
  const parts = policy.by.map((dimension) => partOf[dimension](subject, policy));
  return parts.includes(undefined) ? undefined : [policy.name, ...parts].join(':');
}

const partOf: Readonly<Record<Dimension, (subject: Subject, policy: CompiledPolicy) => string | undefined>> = {
  key: ({ principal }) => (principal.kind === 'partner' ? short(principal.keyId) : undefined),
  principal: ({ principal }) => ('id' in principal ? `${principal.kind}=${short(principal.id)}` : undefined),
  role: ({ principal }) => principal.kind,
  tier: ({ principal }) => tierOf(principal),
  route: (subject, { groups }) => routeOf(groups ?? [], subject),
  address: ({ address }) => address && networkOf(address),
};

const routeOf = (groups: NonNullable<CompiledPolicy['groups']>, { method, path }: Subject): string | undefined =>
  groups.find((group) => group.matches(method, path))?.text;

/** Names come from outside in any length and with any sign; a key has a bounded length and parts that cannot run into each other. */
const short = (name: string): string =>
  /^[\w.-]{1,64}$/.test(name) ? name : createHash('sha256').update(name).digest('base64url');
