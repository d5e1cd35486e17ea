/** Changes that subscriptions watch, by what has changed. */

import type { Changes } from '@frontage/chassis';
import { ticksOf } from '@frontage/graphql-server';
import { stockTag } from '@frontage/inventory-client';
import { orderTag } from '@frontage/orders-client/events';

/** Each is a tick for every time that something may have changed, from the begin of the iteration on. */
export interface WebChanges {
  readonly ofOrder: (id: string) => AsyncIterable<void>;
  /** Stock of some products. */
  readonly ofStock: (productIds: readonly string[]) => AsyncIterable<void>;
}

export const createWebChanges = (changes: Changes): WebChanges => {
  const of = (tags: readonly string[]) => ticksOf((changed) => changes.watch(tags, changed));
  return { ofOrder: (id) => of([orderTag(id)]), ofStock: (ids) => of(ids.map(stockTag)) };
};
