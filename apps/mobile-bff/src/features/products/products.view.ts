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
import { restMember } from '../../rest.ts';

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
    ...restMember,
  })
  .meta({ description: 'A product on a screen of its own.' });

export const productView = defineView('Product', productSchema);

export const productRestView = defineView(
  'ProductRest',
  productSchema
    .omit({ name: true, brand: true, summary: true, image: true })
    .meta({ description: 'The parts that the screen of a product was lacking.' }),
);

/** Width of the screen in CSS pixels. */
const screenWidth = 320;

interface ProductParts extends ProductExtras {
  readonly recommendations: readonly string[] | undefined;
}

export const toProductView = (
  product: Product,
  parts: ProductParts,
  hints: ClientHints,
): ViewOf<typeof productView> => ({
  ...toProductRestView(product.id, parts),
  name: product.name,
  brand: product.brand,
  summary: product.summary,
  image: product.images[0] && fitImage(product.images[0], imageWidth(screenWidth, hints)).url,
});

/** View of the parts beside those of the catalog. */
export function toProductRestView(id: string, parts: ProductParts): ViewOf<typeof productRestView> {
  const rating = parts.reviews?.get(id);
  return {
    id,
    ...toPriceMembers(parts.prices?.get(id)),
    stock: parts.stock?.get(id)?.status,
    rating: rating && { average: rating.average, count: rating.count },
    picks: unlessEmpty(parts.recommendations),
  };
}
