/**
 * Knowledge of the app, as the token of `/sync` holds it. Each item has a digest, a hash of what is shown of it; an item whose digest is another
 * has changed.
 */

import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Items of a cart or wish list by id: their digests while there is room for them, else one hash of all. */
export type KnownItems = readonly (readonly [id: string, digest: string])[] | string;

export interface Known {
  /** Each is null as long as the app was told nothing of it. */
  readonly cart: KnownItems | null;
  /** Digests of the orders that are followed, without their ids, which are long. Orders are never taken away. */
  readonly orders: readonly string[] | null;
  readonly wishlist: KnownItems | null;
}

export const nothingKnown: Known = { cart: null, orders: null, wishlist: null };

/**
 * Lengths of digests, in characters of 6 bits. A change is missed if its hash is that of the item before: once in 16 million changes of items,
 * and once in a thousand million changes of orders.
 */
const itemDigest = 4;
const orderDigest = 5;
const listDigest = 8;

/**
 * Most bytes of all that is known. With it the token has at most 272 characters, and an answer without news at most 300 bytes, whatever
 * there is.
 */
const maxBytes = 168;

const hash = (value: unknown, length: number): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, length);

/** Digest of an order, as it is shown. */
export const digestOfOrder = (order: object): string => hash(order, orderDigest);

/** Knowledge of items, as they are shown. */
export const knowing = <Item extends { readonly id: string }>(items: readonly Item[]) =>
  items.map((item) => [item.id, hash(item, itemDigest)] as const);

/** Knowledge of items by one hash, in whatever order they were read. */
export const condensed = (items: KnownItems): string =>
  typeof items === 'string'
    ? items
    : hash(
        items.toSorted(([a], [b]) => (a < b ? -1 : 1)),
        listDigest,
      );

const written = ({ cart, orders, wishlist }: Known): string =>
  JSON.stringify([cart && itemsText(cart), orders && orders.join(''), wishlist && itemsText(wishlist)]);

const itemsText = (items: KnownItems): unknown => (typeof items === 'string' ? items : Object.fromEntries(items));

/** Writes knowledge in few bytes: the longer list gives up its digests first. */
export function writeKnown(known: Known): string {
  const whole = written(known);
  if (Buffer.byteLength(whole) <= maxBytes) return whole;
  const isLonger = (known.cart?.length ?? 0) > (known.wishlist?.length ?? 0);
  const shorter = { ...known, ...(isLonger ? withoutDigests(known, 'cart') : withoutDigests(known, 'wishlist')) };
  const text = written(shorter);
  if (Buffer.byteLength(text) <= maxBytes) return text;
  return written({ ...known, ...withoutDigests(known, 'cart'), ...withoutDigests(known, 'wishlist') });
}

const withoutDigests = (known: Known, part: 'cart' | 'wishlist'): Partial<Known> => ({
  [part]: known[part] && condensed(known[part]),
});

const itemsOf = z
  .union([z.string(), z.record(z.string(), z.string()).transform((items) => Object.entries(items))])
  .nullable();
const knownOf = z.tuple([
  itemsOf,
  z
    .string()
    .transform((text) => text.match(/.{5}/g) ?? [])
    .nullable(),
  itemsOf,
]);

/** Reads what `writeKnown` wrote; undefined for another shape: that of another version of this BFF. */
export function readKnown(text: string): Known | undefined {
  const { data } = knownOf.safeParse(JSON.parse(text));
  if (!data) return undefined;
  const [cart, orders, wishlist] = data;
  return { cart, orders, wishlist };
}
