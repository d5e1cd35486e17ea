/** A product in a list: what fits on a tile. */

import type { Product } from '@frontage/catalog-client';
import { fitImage, type Money } from '@frontage/dto-mapping';
import type { Availability } from '@frontage/inventory-client';
import type { Price } from '@frontage/pricing-client';
import type { RatingSummary } from '@frontage/reviews-client';
import { z } from 'zod';
import { imageWidth, type ClientHints } from './client-hints.ts';

export const moneySchema = z
  .object({ amount: z.int(), currency: z.string() })
  .meta({ description: 'whole minor units' });

export const priceMembers = {
  price: moneySchema.optional(),
  /** The list price, when the price is lower. */
  was: moneySchema.optional(),
};

export const tileSchema = z.object({
  id: z.string(),
  name: z.string(),
  ...priceMembers,
  stock: z.string().optional(),
  rating: z.number().optional(),
  image: z.string().optional(),
});

/** What is known of products beyond the catalog; any of it may be missing. */
export interface Surroundings {
  readonly prices: ReadonlyMap<string, Price> | undefined;
  readonly stock: ReadonlyMap<string, Availability> | undefined;
  readonly reviews: ReadonlyMap<string, RatingSummary> | undefined;
}

/** Width of a tile's image, in CSS pixels. */
const tileWidth = 160;

export function toTile(product: Product, around: Surroundings, hints: ClientHints): z.input<typeof tileSchema> {
  const rating = around.reviews?.get(product.id);
  return {
    id: product.id,
    name: product.name,
    ...toPriceMembers(around.prices?.get(product.id)),
    stock: around.stock?.get(product.id)?.status,
    rating: rating && rating.count > 0 ? rating.average : undefined,
    image: product.images[0] && fitImage(product.images[0], imageWidth(tileWidth, hints)).url,
  };
}

/** A price, and what it was if that is more. */
export const toPriceMembers = (price: Price | undefined): { price?: Money; was?: Money } =>
  price === undefined ? {} : { price: price.net, ...(price.list.amount > price.net.amount && { was: price.list }) };
