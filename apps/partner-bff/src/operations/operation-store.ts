/** Store of operations: work that was accepted and is done later. The port. Instants are ISO 8601 texts in UTC. */

import type { Message, Outbox } from '@frontage/messaging';
import type { Mode } from '@frontage/policy';

/** Result of one item. */
export type ItemOutcome =
  | { readonly kind: 'placed'; readonly orderId: string }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string; readonly reason?: string | undefined };

export interface OperationItem {
  /** Position in the request, from 0. */
  readonly number: number;
  /** Undefined while it waits. */
  readonly outcome: ItemOutcome | undefined;
}

export interface Operation {
  readonly id: string;
  readonly partnerId: string;
  readonly mode: Mode;
  readonly createdAt: string;
  /** Time at which the last item ended. */
  readonly finishedAt: string | undefined;
  readonly items: readonly OperationItem[];
}

/** Status of an operation: pending until its last item has ended, failed when none was placed. */
export function statusOf({ finishedAt, items }: Operation): 'pending' | 'completed' | 'failed' {
  if (finishedAt === undefined) return 'pending';
  return items.some(({ outcome }) => outcome?.kind === 'placed') ? 'completed' : 'failed';
}

export interface OperationStart {
  readonly id: string;
  readonly partnerId: string;
  readonly mode: Mode;
  /** Idempotency-Key of the request. Keys of partners are apart, and so are those of both modes of one. */
  readonly key: string;
  /** Fingerprint of the request: another one under the same key is a mistake. */
  readonly fingerprint: string;
  /** Commands, one for each item, in order. They are published if and only if the operation is kept. */
  readonly commands: readonly Message[];
  readonly now: string;
}

export interface OperationStore {
  /** Keeps an operation with its commands. Under a key that is known, the operation that is there; `key-reused` if it was another request. */
  begin(start: OperationStart): Promise<Operation | 'key-reused'>;
  find(id: string): Promise<Operation | undefined>;
  /**
   * Keeps the outcome of an item, the first one for good. Returns the operation if all its items have ended, at each repetition too;
   * undefined otherwise, and for an operation that is unknown.
   */
  settle(id: string, number: number, outcome: ItemOutcome, now: string): Promise<Operation | undefined>;
  /** Deletes operations that began before `before`. Returns how many. */
  forget(before: string): Promise<number>;
  readonly outbox: Outbox;
}
