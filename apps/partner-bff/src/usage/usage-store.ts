/** Store of usage: requests by key, version, operation and day. The port. Days are `2026-05-01`, in UTC. */

import type { Mode } from '@frontage/policy';

/** Origin of a request, as usage tells requests apart. */
export interface UsageOrigin {
  readonly partnerId: string;
  readonly keyId: string;
  /** Mode of the key. */
  readonly mode: Mode;
  /** Version of the API: `v2`. */
  readonly version: string;
  /** Name of the operation: `listOrders`. */
  readonly operation: string;
}

/** Requests of one day. */
export interface UsageCount extends UsageOrigin {
  readonly day: string;
  readonly requests: number;
}

/** Counts that are added once, however often they are written. */
export interface UsageBatch {
  readonly id: string;
  readonly at: string;
  readonly counts: readonly UsageCount[];
}

/** Requests of a period. */
export interface UsageSum extends UsageOrigin {
  readonly requests: number;
  /** Last day with a request. */
  readonly lastDay: string;
}

/** Period from a day to another, both included, and what of it. */
export interface UsageQuery {
  readonly from: string;
  readonly until: string;
  /** Default: all partners. */
  readonly partnerId?: string | undefined;
  /** Default: both modes. */
  readonly mode?: Mode | undefined;
  /** Default: all versions. */
  readonly version?: string | undefined;
}

/** Part of the sums of a period. */
export interface UsagePage {
  readonly limit: number;
  /** Last sum of the page before. Default the first page. */
  readonly after?: Pick<UsageOrigin, 'keyId' | 'version' | 'operation'> | undefined;
}

export interface UsageStore {
  /** Adds the counts of a batch, unless it was added before. */
  add(batch: UsageBatch): Promise<void>;
  /** Sums by partner, key, version and operation, in that order. Pages are for one partner. */
  sums(query: UsageQuery, page?: UsagePage): Promise<readonly UsageSum[]>;
  /** Number of requests. */
  total(query: UsageQuery): Promise<number>;
  /** Deletes some of the days before that of `before`, and returns how many rows; 0 when there is nothing left. */
  forget(before: string): Promise<number>;
}
