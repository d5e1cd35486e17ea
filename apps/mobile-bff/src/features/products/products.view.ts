/** Products on the phone. */

import type { Product } from '@frontage/catalog-client';
import { catalogBounds } from '@frontage/catalog-client/bounds';
import { count, text } from '@frontage/dto-mapping/fields';
import { defineView, degradable, fitImage, nextCursor, type ViewOf } from '@frontage/dto-mapping';
import { z } from 'zod';
import { unlessEmpty } from '../../absence.ts';
import { imageWidth, type ClientHints } from '../../client-hints.ts';
import { maxPageSize } from '../../paging.ts';
import {
  image,
  priceMembers,
  productId,
  productName,
  rating,
  stockStatus,
  tileSchema,
  toPriceMembers,
  toTile,
  type ProductExtras,
} from '../../product-tile.view.ts';

export const productListView = defineView(
  'ProductList',
  z
    .object({
      items: z.array(tileSchema).max(maxPageSize).meta({ description: 'One page of products.' }),
      next: nextCursor,
      ...degradable,
    })
    .meta({ description: 'Products of a category or a search.' }),
);

/** View of a page of products; `next` is the cursor of the next page. */
export const toProductList = (
  products: readonly Product[],
  extras: ProductExtras,
  hints: ClientHints,
  next: string | undefined,
): ViewOf<typeof productListView> => ({ items: products.map((product) => toTile(product, extras, hints)), next });

/** Number of recommended products on a product screen. */
export const pickCount = 4;

const productSchema = z
  .object({
    id: productId,
    name: productName,
    brand: text(catalogBounds.brand, 'Maker.'),
    summary: text(catalogBounds.summary, 'Summary, in a sentence.'),
    ...priceMembers,
    stock: stockStatus,
    rating: z
      .object({ average: rating, count: count('Reviews.') })
      .optional()
      .meta({ description: 'Ratings and reviews of buyers.' }),
    image,
    picks: z
      .array(productId)
      .max(pickCount)
      .optional()
      .meta({ description: 'Products that go with it. Missing without any.' }),
    ...degradable,
  })
  .meta({ description: 'A product on a screen of its own.' });

export const productView = defineView('Product', productSchema);

/** Width of the screen in CSS pixels. */
const screenWidth = 320;

export function toProductView(
  product: Product,
  extras: ProductExtras & { readonly picks: readonly string[] | undefined },
  hints: ClientHints,
): ViewOf<typeof productView> {
  const rating = extras.reviews?.get(product.id);
  return {
    id: product.id,
    name: product.name,
    brand: product.brand,
    summary: product.summary,
    ...toPriceMembers(extras.prices?.get(product.id)),
    stock: extras.stock?.get(product.id)?.status,
    rating: rating && { average: rating.average, count: rating.count },
    image: product.images[0] && fitImage(product.images[0], imageWidth(screenWidth, hints)).url,
    picks: unlessEmpty(extras.picks),
  };
}
