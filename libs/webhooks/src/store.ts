/** Store of webhook endpoints, events, deliveries and attempts: the port. Instants are ISO 8601 texts in UTC. */

import type { EventType, WebhookEvent } from './event.ts';
import type { Outcome } from './outcome.ts';

export type DisabledReason = 'gone' | 'failing' | 'by-owner' | 'by-operator';

/** Secret in use. One that was rolled expires. */
export interface WebhookSecret {
  readonly secret: string;
  readonly expiresAt?: string | undefined;
}

export interface WebhookEndpoint {
  readonly id: string;
  readonly partnerId: string;
  /** Mode whose events it is sent. */
  readonly mode: WebhookEvent['mode'];
  readonly url: string;
  /** Filters, of `eventFilters`. */
  readonly events: readonly string[];
  readonly description: string;
  /** Reason and time, while it is disabled. */
  readonly disabled?: { readonly reason: DisabledReason; readonly at: string } | undefined;
  /** Time of the first failure since the last success. */
  readonly failingSince?: string | undefined;
  /** Consecutive failures. */
  readonly failures: number;
  readonly createdAt: string;
  /** Number of changes to it, by its owner and to whether it is enabled. Its health has no part in it. */
  readonly revision: number;
}

/** Revisions of which one must be current for a write. Default: any. */
export type Expected = readonly number[] | undefined;

/** Outcome of a write: `stale` when the endpoint has another revision than was expected. */
export type Written = 'done' | 'stale' | 'none';

/** Members of an endpoint that its owner may change. */
export type EndpointChange = { readonly [K in 'url' | 'events' | 'description']?: WebhookEndpoint[K] | undefined };

export interface EndpointAddition {
  readonly endpoint: Pick<
    WebhookEndpoint,
    'id' | 'partnerId' | 'mode' | 'url' | 'events' | 'description' | 'createdAt'
  >;
  readonly secret: string;
  /** Most endpoints of one partner in the mode of this one. */
  readonly max: number;
}

/** State of a delivery. `failed` after the last attempt; events of a disabled endpoint stay `pending`. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

export interface Attempt {
  readonly at: string;
  readonly durationMs: number;
  readonly outcome: Outcome;
  /** Status of the answer, if there was one. */
  readonly status?: number | undefined;
  /** First kilobyte of the answer. */
  readonly answer: string;
}

export interface Delivery {
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly type: string;
  readonly status: DeliveryStatus;
  readonly createdAt: string;
  /** Time of the next attempt, while pending. */
  readonly nextAt: string;
  /** Latest attempts, newest first, at most 20. */
  readonly attempts: readonly Attempt[];
}

/** Delivery that one worker holds until its lease ends. */
export interface Claim {
  readonly deliveryId: string;
  readonly endpointId: string;
  /** Token of the lease: a result without it changes only the log. */
  readonly lease: string;
  readonly event: Pick<WebhookEvent, 'id' | 'type' | 'body'>;
  readonly url: string;
  readonly secrets: readonly string[];
  /** Failed attempts since the delivery was last made pending. */
  readonly made: number;
  /** Consecutive failures of the endpoint, when it was claimed. */
  readonly failures: number;
  readonly test: boolean;
}

/** Result of one attempt. */
export interface Settlement {
  readonly claim: Claim;
  readonly attempt: Attempt;
  readonly status: DeliveryStatus;
  /** Time of the next attempt. Default: none. */
  readonly nextAt?: string | undefined;
  /** End of the endpoint's pause. Default: none. */
  readonly pausedUntil?: string | undefined;
}

/** Endpoint with due deliveries. */
export interface Due {
  readonly endpointId: string;
  readonly failures: number;
}

export interface ClaimRequest {
  readonly due: readonly (Due & { readonly limit: number })[];
  readonly now: string;
  readonly leaseUntil: string;
}

/** Selection of deliveries to replay: one, or all whose events were accepted in a range of time. */
export type ReplaySelection =
  | { readonly deliveryId: string }
  | { readonly eventId: string }
  | { readonly from: string; readonly until?: string | undefined };

/** State of all deliveries, for metrics and operators. */
export interface DeliveryState {
  /** Pending deliveries of enabled endpoints. */
  readonly depth: number;
  /** Time at which the oldest of them was accepted. */
  readonly oldestAt?: string | undefined;
  readonly disabled: number;
}

export interface Claimed {
  readonly claims: readonly Claim[];
  /** Endpoints whose secrets no key in use opens: nothing of theirs is leased. */
  readonly unreadable: readonly string[];
}

export interface WebhookStore {
  /** Adds an endpoint. One that has this id already stays as it is. */
  add(addition: EndpointAddition): Promise<'added' | 'too-many'>;
  find(id: string): Promise<WebhookEndpoint | undefined>;
  /** Lists endpoints, of one partner or of all, of one mode or of both, in the order of their creation. */
  list(partnerId?: string, mode?: WebhookEvent['mode']): Promise<readonly WebhookEndpoint[]>;
  /** Changes an endpoint, be it its revision alone. Of writers who expect the same revision, one is `done`. */
  change(id: string, change: EndpointChange, expected?: Expected): Promise<Written>;
  /** Deletes an endpoint with its deliveries and attempts. */
  remove(id: string, expected?: Expected): Promise<Written>;
  /** Gives an endpoint a new secret. Every older one ends at `oldEndsAt`, or earlier if it was to. Returns whether there is an endpoint. */
  roll(id: string, secret: string, times: { readonly now: string; readonly oldEndsAt: string }): Promise<boolean>;
  /** Seals secrets again that were sealed with an older key. Returns how many endpoints changed. */
  reseal(): Promise<number>;
  /** Disables an enabled endpoint, and hands `notice` to the owner's other endpoints of its mode, in one transaction. Returns whether it was enabled. */
  disable(id: string, disabled: { reason: DisabledReason; at: string }, notice?: WebhookEvent): Promise<boolean>;
  /** Enables a disabled endpoint: its health begins anew, and what failed or waited since it began to fail is due. Returns whether it was disabled. */
  enable(id: string, now: string): Promise<boolean>;
  /** Finds partners with an endpoint of a mode whose filters match a type, enabled or not. */
  subscribers(type: EventType, mode: WebhookEvent['mode']): Promise<readonly string[]>;
  /** Keeps events, each once by id, and makes a delivery for each endpoint of its partner and mode whose filters match. */
  accept(events: readonly WebhookEvent[], now: string): Promise<void>;
  /** Makes a test delivery to one endpoint, whatever its filters and its state. */
  test(endpointId: string, event: WebhookEvent, now: string): Promise<void>;
  /** Makes deliveries pending again, with a new schedule; a single one is sent even to a paused or disabled endpoint. Returns how many. */
  replay(endpointId: string, which: ReplaySelection, now: string): Promise<number>;
  /** Reads one page of deliveries, newest first. `after` is the id of the last one of the page before. */
  deliveries(
    endpointId: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly Delivery[]>;
  /** Finds endpoints with due deliveries. */
  due(now: string): Promise<readonly Due[]>;
  /** Leases due deliveries. No two workers are given one, until its lease ends. */
  claim(request: ClaimRequest): Promise<Claimed>;
  /** Writes results of attempts, in one transaction. */
  settle(results: readonly Settlement[]): Promise<void>;
  /** Gives back leases that nobody can hold any more: all of a database with one owner, whose process has just begun. */
  recover(now: string): Promise<void>;
  /** Gives leases back, without an attempt. */
  release(claims: readonly Claim[], now: string): Promise<void>;
  /** Deletes events that were accepted before `before`, with their deliveries and attempts. Returns how many. */
  forget(before: string): Promise<number>;
  state(): Promise<DeliveryState>;
}
