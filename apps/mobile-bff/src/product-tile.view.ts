/** Product tile: a product in a list. */

import type { Product } from '@frontage/catalog-client';
import { catalogBounds } from '@frontage/catalog-client/bounds';
import { currencyCode, type Money } from '@frontage/dto-mapping/money';
import { fitImage } from '@frontage/dto-mapping';
import { identifier, text, url } from '@frontage/dto-mapping/fields';
import type { Availability } from '@frontage/inventory-client';
import { stockStatuses } from '@frontage/inventory-client/bounds';
import type { Price } from '@frontage/pricing-client';
import type { RatingSummary } from '@frontage/reviews-client';
import { z } from 'zod';
import { imageWidth, type ClientHints } from './client-hints.ts';

export const money = (description: string) =>
  z
    .object({
      amount: z.int().meta({ description: 'Whole minor units: cents of EUR, yen of JPY.' }),
      currency: currencyCode,
    })
    .meta({ description });

export const priceMembers = {
  price: money('Price now, for the caller.').optional(),
  was: money('The list price, when the price is lower.').optional(),
};

export const productId = identifier('The product.');
export const productName = text(catalogBounds.name, 'Name of the product.');

export const stockStatus = z
  .enum(stockStatuses)
  .optional()
  .meta({ description: 'Availability. Missing when inventory could not be asked.' });

export const image = url('A picture that fits the screen.').optional();

export const rating = z.number().min(0).max(5).meta({ description: 'Stars on average, to one decimal.' });

/** Members of a tile that other services than the catalog know. */
const extraMembers = {
  ...priceMembers,
  stock: stockStatus,
  rating: rating.optional().meta({ description: 'Stars on average. Missing without reviews.' }),
};

/** Extras of a tile that is on the screen already. */
export const tileExtrasSchema = z
  .object({ id: productId, ...extraMembers })
  .meta({ description: 'Members that a product in a list was lacking.' });

export const tileSchema = z
  .object({
    id: productId,
    name: productName,
    ...extraMembers,
    image,
  })
  .meta({ description: 'A product in a list.' });

/** Prices, stock and ratings by product id; each may be missing. */
export interface ProductExtras {
  readonly prices: ReadonlyMap<string, Price> | undefined;
  readonly stock: ReadonlyMap<string, Availability> | undefined;
  readonly reviews: ReadonlyMap<string, RatingSummary> | undefined;
}

/** Width of a tile's image, in CSS pixels. */
const tileWidth = 160;

export function toTileExtras(id: string, extras: ProductExtras): z.input<typeof tileExtrasSchema> {
  const rating = extras.reviews?.get(id);
  return {
    id,
    ...toPriceMembers(extras.prices?.get(id)),
    stock: extras.stock?.get(id)?.status,
    rating: rating && rating.count > 0 ? rating.average : undefined,
  };
}

export function toTile(product: Product, extras: ProductExtras, hints: ClientHints): z.input<typeof tileSchema> {
  return {
    ...toTileExtras(product.id, extras),
    name: product.name,
    image: product.images[0] && fitImage(product.images[0], imageWidth(tileWidth, hints)).url,
  };
}

/** Price, and the list price where that is higher. */
export const toPriceMembers = (price: Price | undefined): { price?: Money; was?: Money } =>
  price === undefined ? {} : { price: price.net, ...(price.list.amount > price.net.amount && { was: price.list }) };
