/** Authorization that a BFF declares, and attempts that test it at the front door. */

import type { Currency } from '@frontage/dto-mapping/money';
import type { Order } from '@frontage/orders-client';
import type { Access, Action, Principal, Verdict } from '@frontage/policy';
import type { Ask, Place, RawAnswer, RawClient } from './client.ts';

/** Access to an endpoint or a root field. */
export interface AccessRow {
  /** `Query.order`, or `GET /orders/{id}`. */
  readonly operation: string;
  readonly access: Access;
  /** Minimal request that reaches the check of access: its input need not be valid. */
  readonly ask: Ask;
}

/** Field of an answer that needs more permission than the rest. */
export interface FieldRow {
  /** Name of the field: `Order.internalNotes`; of a view, its name and the member. */
  readonly field: string;
  readonly action: Action;
}

/** Target of an attempt: an existing order, and the currency of one to be placed. */
export interface Target {
  readonly order: Order;
  readonly currency: Currency;
}

/** Verdict as an answer tells it. `undefined`: the answer says nothing of this action. */
export type Told = Verdict | 'unauthenticated' | undefined;

/** Attempt at an action on a target, through the BFF's front door. */
export type Attempt = (client: RawClient, target: Target) => Promise<Told>;

/** Attempts by action. Required for actions whose verdict depends on more than the kind of caller. */
export type Attempts = Partial<Readonly<Record<Action, Attempt>>>;

/** Credentials for any principal at one BFF. */
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
  /** Opens credentials for its callers. */
  readonly openCredentials: (place: Place) => Promise<Credentials>;
}

/** Verdict by status. A refusal by the domain (no such price, an illegal move) is no matter of permission. */
export function toldByStatus({ status }: RawAnswer): Told {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'denied';
  if (status === 404) return 'hidden';
  if (status < 500) return 'granted';
  throw new Error(`The answer has status ${status}.`);
}
