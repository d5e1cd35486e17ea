/** What the phone sees of products. */

import type { Product } from '@frontage/catalog-client';
import { defineView, degradable, fitImage } from '@frontage/dto-mapping';
import { z } from 'zod';
import { imageWidth, type ClientHints } from '../../client-hints.ts';
import { priceMembers, tileSchema, toPriceMembers, type Surroundings } from '../../product-tile.view.ts';

export const productListView = defineView(
  'ProductList',
  z.object({ items: z.array(tileSchema), next: z.string().optional(), ...degradable }),
);

const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  brand: z.string(),
  summary: z.string(),
  ...priceMembers,
  stock: z.string().optional(),
  rating: z.object({ average: z.number(), count: z.int() }).optional(),
  image: z.string().optional(),
  picks: z.array(z.string()).optional(),
  ...degradable,
});

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
  z.object({
    items: z.array(z.object({ id: z.string(), name: z.string(), parent: z.string().optional(), count: z.int() })),
  }),
);

export const reviewListView = defineView(
  'ReviewList',
  z.object({
    items: z.array(
      z.object({ rating: z.int(), title: z.string(), text: z.string(), author: z.string(), at: z.string() }),
    ),
    next: z.string().optional(),
  }),
);
