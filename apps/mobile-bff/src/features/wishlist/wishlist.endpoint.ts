/** Wish list: the wishes of the customers service, with their products as they are now. */

import { productId } from '@frontage/catalog-client/input';
import type { Wish } from '@frontage/customers-client';
import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { permission } from '@frontage/policy';
import { gather, plan } from '@frontage/resilience';
import { z } from 'zod';
import { clientHints, pageSize } from '../../client-hints.ts';
import { customerOf } from '../../customer.ts';
import { defineEndpoint } from '../../deps.ts';
import { paging } from '../../paging.ts';
import { pricesOf, stockOf, type ExtrasContext } from '../../product-extras.ts';
import { samples } from '../../samples.ts';
import { toWishlist, wishlistSizeView, wishlistView } from './wishlist.view.ts';

interface WishContext extends ExtrasContext {
  readonly customerId: string;
  /** Position after which the page begins. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Position of a wish. It stays right when the wish itself is taken off. Instants all have one length, so that it orders as they do. */
const positionOf = ({ addedAt, productId: id }: Wish): string => `${addedAt} ${id}`;

/** Page of wishes after a position, newest first. A position that is none comes before or after all of them. */
function pageOf(wishes: readonly Wish[], { after, limit }: Pick<WishContext, 'after' | 'limit'>) {
  const newestFirst = wishes.toSorted((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1));
  const rest = after === undefined ? newestFirst : newestFirst.filter((wish) => positionOf(wish) < after);
  const page = rest.slice(0, limit);
  return { wishes: page, total: wishes.length, next: rest.length > limit ? positionOf(page.at(-1)!) : undefined };
}

type WishPage = ReturnType<typeof pageOf>;

const idsOf = ({ wishes }: WishPage): string[] => wishes.map((wish) => wish.productId);

const parts = plan<WishContext>()
  .required('page', async ({ deps, call, customerId, ...where }) =>
    pageOf(await deps.customers.wishlist(customerId, call), where),
  )
  .optional('products', ({ deps, call }, { page }) => deps.catalog.products(idsOf(page), call), ['page'])
  .optional('prices', (context, { page }) => pricesOf(context, idsOf(page)), ['page'])
  .optional('stock', (context, { page }) => stockOf(context, idsOf(page)), ['page']);

const access = permission('wishlist:use');
const params = z.object({ productId });
const byId = { parameters: { productId: samples.product.id }, answer: { total: 1 } };

export const getWishlist = defineEndpoint({
  name: 'getWishlist',
  summary: 'The wish list, newest first',
  method: 'GET',
  path: '/wishlist',
  access,
  budget: { ms: 800, calls: 4 },
  input: { query: z.object(paging), headers: clientHints },
  view: wishlistView,
  etag: true,
  example: () => {
    const { wish, product, price, stock } = samples;
    const of = <T>(thing: T) => new Map([[product.id, thing]]);
    const page = { wishes: [wish], products: of(product), prices: of(price), stock: of(stock), total: 1 };
    return { answer: toWishlist({ ...page, next: undefined }, { 'x-device-dpr': 2, 'save-data': false }) };
  },
  handle: async ({ input: { query, headers }, principal, call }, deps) => {
    const customerId = customerOf(principal);
    const list = `wishes ${customerId}`;
    const { page, ...extras } = await gather(parts, {
      deps,
      call,
      principal,
      currency: headers['accept-currency'],
      customerId,
      after: decodeCursor(list, query.cursor),
      limit: query.limit ?? pageSize(20, headers),
    });
    const next = page.next === undefined ? undefined : encodeCursor(list, page.next);
    return toWishlist({ ...page, ...extras, next }, headers);
  },
});

export const addWish = defineEndpoint({
  name: 'addWish',
  summary: 'Puts a product on the wish list, once',
  method: 'PUT',
  path: '/wishlist/{productId}',
  access,
  budget: { ms: 1_000, calls: 2 },
  input: { params },
  // Reason: WISHLIST_FULL.
  failures: ['UNPROCESSABLE'],
  view: wishlistSizeView,
  example: () => byId,
  handle: async ({ input: { params }, principal, call }, { catalog, customers }) => {
    // An unknown product must not get onto a list. The customers service does not know products.
    await catalog.product(params.productId, call);
    const wishes = await customers.addToWishlist(
      { customerId: customerOf(principal), productId: params.productId },
      call,
    );
    return { total: wishes.length };
  },
});

export const removeWish = defineEndpoint({
  name: 'removeWish',
  summary: 'Takes a product off the wish list, if it is there',
  method: 'DELETE',
  path: '/wishlist/{productId}',
  access,
  budget: { ms: 800, calls: 1 },
  input: { params },
  view: wishlistSizeView,
  example: () => ({ ...byId, answer: { total: 0 } }),
  handle: async ({ input: { params }, principal, call }, { customers }) => {
    const wish = { customerId: customerOf(principal), productId: params.productId };
    return { total: (await customers.removeFromWishlist(wish, call)).length };
  },
});
