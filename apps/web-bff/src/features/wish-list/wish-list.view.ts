/** Wish list in GraphQL: newest first, in pages. */

import type { Wish } from '@frontage/customers-client';
import type { WebContext } from '../../context.ts';
import { customerOf } from '../../customer.ts';
import { inWave } from '../../degradation.ts';
import { entityId } from '../../entity-id.ts';

export interface WishListView {
  readonly id: string;
  readonly totalCount: number;
  /** Wishes, newest first. */
  readonly wishes: readonly Wish[];
}

/** Reads the wish list of the customer who asks. */
export async function readWishList(context: WebContext): Promise<WishListView> {
  const { deps, principal, call } = context;
  return toWishListView(await inWave(call, () => deps.customers.wishlist(customerOf(principal), call)), context);
}

export const toWishListView = (wishes: readonly Wish[], { principal }: WebContext): WishListView => ({
  id: entityId('wish-list', customerOf(principal)),
  totalCount: wishes.length,
  wishes: wishes.toSorted((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1)),
});

/** Position of a wish. It stays right when the wish itself is taken off. Instants all have one length, so that it orders as they do. */
const positionOf = ({ addedAt, productId }: Wish): string => `${addedAt} ${productId}`;

/** Page of wishes after a position. */
export function pageOf(wishes: readonly Wish[], limit: number, after: string | undefined) {
  const rest = after === undefined ? wishes : wishes.filter((wish) => positionOf(wish) < after);
  const items = rest.slice(0, limit);
  return { items, next: rest.length > limit ? positionOf(items.at(-1)!) : undefined, total: undefined };
}
