/** The seeded products by id. */

import { products, type SeededProduct } from './catalog.ts';

export const productById: ReadonlyMap<string, SeededProduct> = new Map(
  products.map((product) => [product.id, product]),
);
