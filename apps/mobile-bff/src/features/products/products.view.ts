/** What the phone sees of products. */

import type { Product } from '@frontage/catalog-client';
import { catalogBounds } from '@frontage/catalog-client/bounds';
import { count, defineView, degradable, fitImage, identifier, instant, nextCursor, text } from '@frontage/dto-mapping';
import { reviewBounds } from '@frontage/reviews-client/bounds';
import { z } from 'zod';
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
  type Surroundings,
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

/** Recommended products that a product screen shows. */
export const pickCount = 4;

const productSchema = z
  .object({
    id: productId,
    name: productName,
    brand: text(catalogBounds.brand, 'Who makes it.'),
    summary: text(catalogBounds.summary, 'What it is, in a sentence.'),
    ...priceMembers,
    stock: stockStatus,
    rating: z
      .object({ average: rating, count: count('Reviews.') })
      .optional()
      .meta({ description: 'What those think who bought it.' }),
    image,
    picks: z.array(productId).max(pickCount).optional().meta({ description: 'Products that go with it.' }),
    ...degradable,
  })
  .meta({ description: 'A product on a screen of its own.' });

export const productView = defineView('Product', productSchema);

/** The screen's width in CSS pixels. */
const screenWidth = 320;

export function toProductView(
  product: Product,
  around: Surroundings & { readonly picks: readonly string[] | undefined },
  hints: ClientHints,
): z.input<typeof productSchema> {
  const rating = around.reviews?.get(product.id);
  return {
    id: product.id,
    name: product.name,
    brand: product.brand,
    summary: product.summary,
    ...toPriceMembers(around.prices?.get(product.id)),
    stock: around.stock?.get(product.id)?.status,
    rating: rating && { average: rating.average, count: rating.count },
    image: product.images[0] && fitImage(product.images[0], imageWidth(screenWidth, hints)).url,
    picks: around.picks && [...around.picks],
  };
}

export const categoryListView = defineView(
  'CategoryList',
  z
    .object({
      items: z
        .array(
          z
            .object({
              id: identifier('The category.'),
              name: text(catalogBounds.name, 'What it is called.'),
              parent: identifier('The category that it is part of.').optional(),
              count: count('Products in it.'),
            })
            .meta({ description: 'A category.' }),
        )
        .max(catalogBounds.categories)
        .meta({ description: 'All of them.' }),
    })
    .meta({ description: 'The category tree, flat.' }),
);

export const reviewListView = defineView(
  'ReviewList',
  z
    .object({
      items: z
        .array(
          z
            .object({
              rating: z.int().min(1).max(5).meta({ description: 'Stars.' }),
              title: text(reviewBounds.title, 'What it comes to.'),
              text: text(reviewBounds.text, 'What it says.'),
              author: text(reviewBounds.author, 'Who wrote it, as they call themselves.'),
              at: instant('When it was written.'),
            })
            .meta({ description: 'A review.' }),
        )
        .max(maxPageSize)
        .meta({ description: 'One page of reviews.' }),
      next: nextCursor,
    })
    .meta({ description: 'Reviews, newest first.' }),
);
