/** Authorization as a BFF declares it, and attempts that try it at its front door. */

import type { Currency } from '@frontage/dto-mapping/money';
import type { Order } from '@frontage/orders-client';
import type { Access, Action, Principal, Verdict } from '@frontage/policy';
import type { Ask, Place, RawAnswer, RawClient } from './client.ts';

/** An endpoint or a root field. */
export interface AccessRow {
  /** `Query.order`, or `GET /orders/{id}`. */
  readonly operation: string;
  readonly access: Access;
  /** The least that gets as far as being admitted: nothing in it need be valid beyond that. */
  readonly ask: Ask;
}

/** A field of an answer that not everybody sees who sees the rest. */
export interface FieldRow {
  /** `Order.internalNotes`; of a view, its name and the member. */
  readonly field: string;
  readonly action: Action;
}

/** An order that is there, and the currency of one that is to be placed. */
export interface Target {
  readonly order: Order;
  readonly currency: Currency;
}

/** Verdict that an answer tells a caller. `undefined`: the answer says nothing of this action. */
export type Told = Verdict | 'unauthenticated' | undefined;

/** Tries an action on a target, as a client does. */
export type Attempt = (client: RawClient, target: Target) => Promise<Told>;

/** By action. Each that depends on more than who asks has one; others may. */
export type Attempts = Partial<Readonly<Record<Action, Attempt>>>;

/** Clients of anybody at one BFF. */
export interface Credentials {
  clientOf(who: Principal): Promise<RawClient>;
  close(): Promise<void>;
}

/** Rows, fields and attempts of a BFF, and credentials for its callers. */
export interface AuthorizationProof {
  /** Kinds of callers whose credentials the BFF takes. */
  readonly callers: readonly Principal['kind'][];
  readonly rows: readonly AccessRow[];
  readonly fields: readonly FieldRow[];
  readonly attempts: Attempts;
  /** Opens what gives anybody among its callers a client. */
  readonly openCredentials: (place: Place) => Promise<Credentials>;
}

/** Reads a status. A refusal by the domain (no such price, an illegal move) is no matter of permission. */
export function toldByStatus({ status }: RawAnswer): Told {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'denied';
  if (status === 404) return 'hidden';
  if (status < 500) return 'granted';
  throw new Error(`The answer has status ${status}.`);
}
