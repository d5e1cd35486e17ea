/** The key under which a request is counted. */

import { networkOf, type Address } from '@frontage/network-address';
import { tierOf, type Principal } from '@frontage/policy';
import { createHash } from 'node:crypto';
import type { CompiledPolicy, Dimension } from './policy.ts';

/** Attributes of a request that limits look at. */
export interface Subject {
  readonly principal: Principal;
  /** Undefined when the connection is closed already. */
  readonly address: Address | undefined;
  readonly method: string;
  readonly path: string;
}

/** Whether a policy applies to the request. */
export const applies = (policy: CompiledPolicy, subject: Subject): boolean =>
  concerns(policy, subject.principal) && (!policy.groups || routeOf(policy.groups, subject) !== undefined);

/** Whether a policy applies to some request of the principal. */
export const concerns = ({ who }: CompiledPolicy, { kind }: Principal): boolean => !who || who.includes(kind);

/** Key of the request for a policy; undefined when a part of it is unknown. */
export function keyOf(policy: CompiledPolicy, subject: Subject): string | undefined {
  const parts = policy.by.map((dimension) => partOf[dimension](subject, policy));
  return parts.includes(undefined) ? undefined : [policy.name, ...parts].join(':');
}

const partOf: Readonly<Record<Dimension, (subject: Subject, policy: CompiledPolicy) => string | undefined>> = {
  key: ({ principal }) => (principal.kind === 'partner' ? toKeyPart(principal.keyId) : undefined),
  principal: ({ principal }) =>
    'id' in principal ? `${principal.kind}=${toKeyPart(principal.id)}${modeOf(principal)}` : undefined,
  role: ({ principal }) => principal.kind,
  tier: ({ principal }) => tierOf(principal),
  route: (subject, { groups }) => routeOf(groups ?? [], subject),
  address: ({ address }) => address && networkOf(address),
};

/** Part of a key that counts test mode apart, so that tests never use up what live mode may. */
const modeOf = (principal: Principal): string =>
  principal.kind === 'partner' && principal.mode === 'test' ? '/test' : '';

const routeOf = (groups: NonNullable<CompiledPolicy['groups']>, { method, path }: Subject): string | undefined =>
  groups.find((group) => group.matches(method, path))?.text;

/** Name in a key, of bounded length and with no separator in it: names come from clients, with any characters. */
const toKeyPart = (name: string): string =>
  /^[\w.-]{1,64}$/.test(name) ? name : createHash('sha256').update(name).digest('base64url');
