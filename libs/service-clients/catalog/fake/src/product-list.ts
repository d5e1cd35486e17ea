/**
 * Lists of products: filters, orders, and positions in them. A position is the key of the last product that was shown, so that products that
 * come and go meanwhile make no page repeat or skip others.
 */

import { Failure } from '@frontage/errors';
import type { listProducts, productWire } from '@frontage/catalog-client/contract';
import type { z } from 'zod';

type Query = z.output<typeof listProducts.query>;

/** Product as stored, without image addresses: they depend on the address of the service. */
export type StoredProduct = Omit<z.output<typeof productWire>, 'image_list'> & {
  readonly images: number;
  /** Place in order of age. */
  readonly number: number;
};

/** Place of a product in an order. */
interface Place {
  readonly key: string;
  readonly number: number;
}

/** Longest key by name, in characters, as positions are parts of addresses. Longer names with the same beginning are in order of age. */
const maxKey = 60;

export const nameKey = ({ display_name }: StoredProduct): string => display_name.toLowerCase().slice(0, maxKey);

const keys = {
  age: () => '',
  name: nameKey,
  updated_at: ({ updated_at }: StoredProduct) => updated_at,
} as const;

/** Order of products: by a key, at most `maxKey` characters long, and among equals by age. */
export interface Order {
  readonly keyOf: (product: StoredProduct) => string;
  readonly isDescending: boolean;
}

/** Page of these products: those of the query, after its position. */
export function pageOf(products: readonly StoredProduct[], query: Query) {
  const { sort = 'age' } = query;
  const order = { keyOf: keys[sort.replace('-', '') as keyof typeof keys], isDescending: sort.startsWith('-') };
  return pageIn(
    order,
    products.filter((product) => matches(product, query)),
    query,
  );
}

/** Page of all these products, in an order, after a position in it. */
export function pageIn(
  { keyOf, isDescending }: Order,
  products: readonly StoredProduct[],
  { after, page_size }: { readonly after?: string | undefined; readonly page_size: number },
) {
  const compare = (one: Place, other: Place): number => inOrder(one, other) * (isDescending ? -1 : 1);
  const from = after === undefined ? undefined : placeIn(after);
  const rest = products
    .map((product) => ({ product, key: keyOf(product), number: product.number }))
    .filter((place) => from === undefined || compare(from, place) < 0)
    .toSorted(compare);
  const page = rest.slice(0, page_size);
  return {
    products: page.map(({ product }) => product),
    total: products.length,
    next: rest.length > page.length ? positionOf(page.at(-1)!) : null,
  };
}

function inOrder(one: Place, other: Place): number {
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  return one.number - other.number;
}

const positionOf = ({ key, number }: Place): string => `${number} ${key}`;

function placeIn(position: string): Place {
  const [, number, key = ''] = /^(\d{1,9}) (.*)$/su.exec(position) ?? [];
  if (number === undefined) throw new Failure('INVALID_INPUT', 'The position is not one of a list of products.');
  return { number: Number(number), key };
}

function matches(product: StoredProduct, { q = '', brand, updated_since }: Query): boolean {
  const { display_name, brand_name, short_text, updated_at } = product;
  const text = `${display_name} ${brand_name} ${short_text}`.toLowerCase();
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    words.every((word) => text.includes(word)) &&
    (brand === undefined || brand_name.toLowerCase() === brand.toLowerCase()) &&
    (updated_since === undefined || Date.parse(updated_at) >= Date.parse(updated_since))
  );
}
