/** Store of orders, their events (outbox) and kept answers: the port. */

import type { FailureCode } from '@frontage/errors';
import type { orderEventTypes } from '@frontage/orders-client/bounds';
import type { OrderOwner, OrderRecord, OrderStatus } from './order-lifecycle.ts';
import type { OrderWire } from './order-wire.ts';

export type OrderEventType = (typeof orderEventTypes)[OrderStatus];

/** Event of an order, to be published. */
export interface OrderEvent {
  /** Id, of `orderEventId`. */
  readonly id: string;
  readonly type: OrderEventType;
  /** Time of the event, an ISO 8601 instant. */
  readonly timestamp: string;
  /** Order at that time, in the wire format. */
  readonly data: { readonly order: OrderWire };
  /** Trace of the request that caused it, a W3C `traceparent`. */
  readonly traceparent: string;
}

/** Answer kept under one Idempotency-Key. */
export interface KeptAnswer {
  /** Scope of the key: caller, operation and key. */
  readonly scope: string;
  /** Fingerprint of the request: another one under the same key is a mistake. */
  readonly fingerprint: string;
  readonly expiresAt: string;
  readonly outcome:
    | { readonly kind: 'done'; readonly body: unknown }
    | { readonly kind: 'failed'; readonly code: FailureCode; readonly message: string; readonly reason?: string };
}

/** Change of an order, kept in one transaction. */
export interface OrderChange {
  /** Next version: 1 is a new order, any other replaces the version before it. */
  readonly order: OrderRecord;
  readonly event: OrderEvent;
  readonly answer?: KeptAnswer | undefined;
}

export interface OrderPosition {
  readonly placedAt: string;
  readonly id: string;
}

export interface OrderStore {
  /** Reads orders by id, in any order. Unknown ids are left out. */
  find(ids: readonly string[]): Promise<readonly OrderRecord[]>;
  /** Lists orders after a position, by the instant of placing. */
  list(query: {
    readonly owner: OrderOwner;
    readonly after: OrderPosition | undefined;
    readonly limit: number;
    /** Status that they have now. Default any. */
    readonly status?: OrderRecord['status'] | undefined;
    /** Default: newest first. */
    readonly oldestFirst?: boolean;
  }): Promise<readonly OrderRecord[]>;
  /** Finds orders with a `dueMove` at this instant. */
  due(now: string, limit: number): Promise<readonly OrderRecord[]>;
  /** Keeps a change. False, with nothing kept, when another writer made that version. */
  commit(change: OrderChange): Promise<boolean>;

  /** Finds orders whose stock must be released. */
  releasesDue(limit: number): Promise<readonly OrderRecord[]>;
  markReleased(id: string): Promise<void>;

  /** Reads the kept answer of this scope, unless it has expired. */
  answer(scope: string, now: string): Promise<KeptAnswer | undefined>;
  keepAnswer(answer: KeptAnswer): Promise<void>;
  forgetAnswers(now: string): Promise<void>;

  readonly outbox: OrderOutbox;
}

/** Outbox, as its publisher reads it. */
export interface OrderOutbox {
  /** Reads unpublished events, in the order in which they happened. */
  pending(limit: number): Promise<readonly OrderEvent[]>;
  /** Removes events from `pending`. Unknown ids are no error. */
  markPublished(ids: readonly string[]): Promise<void>;
}
