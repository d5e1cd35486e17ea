/** Where orders, the outbox of their events and the answers given are kept: the port. */

import type { FailureCode } from '@frontage/errors';
import type { OrderOwner, OrderRecord } from './order-lifecycle.ts';

export type OrderEventType = 'order.created' | 'order.paid' | 'order.shipped' | 'order.delivered' | 'order.cancelled';

/** Something that happened to an order, to be published. */
export interface OrderEvent {
  readonly id: string;
  readonly type: OrderEventType;
  /** ISO 8601: when it happened. */
  readonly timestamp: string;
  /** The order as it then was, in the wire format. */
  readonly data: unknown;
  /** W3C `traceparent` of the work in which it happened. */
  readonly traceparent: string;
}

/** What was answered under one Idempotency-Key. */
export interface KeptAnswer {
  /** Caller, operation and key. */
  readonly scope: string;
  /** Of the request: the same key with another one is a mistake. */
  readonly fingerprint: string;
  readonly expiresAt: string;
  readonly outcome:
    | { readonly kind: 'done'; readonly body: unknown }
    | { readonly kind: 'failed'; readonly code: FailureCode; readonly message: string; readonly reason?: string };
}

/** One step of an order. All of it is kept, or nothing. */
export interface OrderChange {
  /** The next version: version 1 is new, any other replaces the one before it. */
  readonly order: OrderRecord;
  readonly event: OrderEvent;
  readonly answer?: KeptAnswer | undefined;
}

export interface OrderPosition {
  readonly placedAt: string;
  readonly id: string;
}

export interface OrderStore {
  /** In any order; unknown ids are left out. */
  find(ids: readonly string[]): Promise<readonly OrderRecord[]>;
  /** Newest first, those that stand after the position. */
  list(query: {
    readonly owner: OrderOwner;
    readonly after: OrderPosition | undefined;
    readonly limit: number;
  }): Promise<readonly OrderRecord[]>;
  /** Orders that have a `dueMove` at this instant. */
  due(now: string, limit: number): Promise<readonly OrderRecord[]>;
  /** False, with nothing kept, when somebody else made the next version. */
  commit(change: OrderChange): Promise<boolean>;

  /** Orders whose stock has to be given back. */
  releasesDue(limit: number): Promise<readonly OrderRecord[]>;
  markReleased(id: string): Promise<void>;

  /** What was answered in this scope, unless it has expired. */
  answer(scope: string, now: string): Promise<KeptAnswer | undefined>;
  keepAnswer(answer: KeptAnswer): Promise<void>;
  forgetAnswers(now: string): Promise<void>;

  readonly outbox: OrderOutbox;
}

/** The reader's side of the outbox, for whoever publishes. */
export interface OrderOutbox {
  /** In the order in which they happened. */
  pending(limit: number): Promise<readonly OrderEvent[]>;
  /** They will not be pending again. Unknown ids are no error. */
  markPublished(ids: readonly string[]): Promise<void>;
}
