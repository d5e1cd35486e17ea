/** Wish list on the phone: newest first, in pages. */

import type { Product } from '@frontage/catalog-client';
import type { Wish } from '@frontage/customers-client';
import { customerBounds } from '@frontage/customers-client/bounds';
import { defineView, degradable, fitImage, nextCursor, type ViewOf } from '@frontage/dto-mapping';
import { count, instant } from '@frontage/dto-mapping/fields';
import type { Availability } from '@frontage/inventory-client';
import type { Price } from '@frontage/pricing-client';
import { z } from 'zod';
import { imageWidth, type ScreenHints } from '../../client-hints.ts';
import { maxPageSize } from '../../paging.ts';
import { image, priceMembers, productId, productName, stockStatus, toPriceMembers } from '../../product-tile.view.ts';

const total = count('Products on the list.', customerBounds.wishes);

export const wishlistView = defineView(
  'Wishlist',
  z
    .object({
      items: z
        .array(
          z
            .object({
              id: productId,
              at: instant('Instant at which it was added.'),
              name: productName.optional().meta({ description: 'Name. Missing when the product is no longer sold.' }),
              ...priceMembers,
              stock: stockStatus,
              image,
            })
            .meta({ description: 'A product that is wished for.' }),
        )
        .max(maxPageSize)
        .meta({ description: 'One page of wishes, those added last first.' }),
      total,
      next: nextCursor,
      ...degradable,
    })
    .meta({ description: 'The wish list of a customer.' }),
);

/** View of a changed list. The phone knows what it has changed; the list itself would be bytes. */
export const wishlistSizeView = defineView(
  'WishlistSize',
  z.object({ total }).meta({ description: 'Size of the wish list after a change.' }),
);

/** Wishes of a page, what is known of their products by id, and the list around them. */
interface WishPage {
  readonly wishes: readonly Wish[];
  readonly products: ReadonlyMap<string, Product> | undefined;
  readonly prices: ReadonlyMap<string, Price> | undefined;
  readonly stock: ReadonlyMap<string, Pick<Availability, 'status'>> | undefined;
  readonly total: number;
  /** Cursor of the next page. */
  readonly next: string | undefined;
}

/** Width of a picture, in CSS pixels. */
const pictureWidth = 160;

export const toWishlist = (page: WishPage, hints: ScreenHints): ViewOf<typeof wishlistView> => ({
  items: page.wishes.map(({ productId: id, addedAt }) => {
    const product = page.products?.get(id);
    const picture = product?.images[0];
    return {
      id,
      at: addedAt,
      name: product?.name,
      ...toPriceMembers(page.prices?.get(id)),
      stock: page.stock?.get(id)?.status,
      image: picture && fitImage(picture, imageWidth(pictureWidth, hints)).url,
    };
  }),
  total: page.total,
  next: page.next,
});
