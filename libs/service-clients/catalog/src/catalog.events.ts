/** Events of the catalog, and what they invalidate. */

import { z } from 'zod';
import { categoriesTag, productsTag, productTag } from './catalog.cache.ts';

/** Body of `product.updated`: a product was created, changed or deleted. */
const productUpdated = z.object({ product_id: z.string().max(64) });

/** Cache tags that each event invalidates, by topic. Throws for a malformed body. */
export const catalogInvalidations = {
  'product.updated': (data: unknown): readonly string[] => {
    const { product_id: id } = productUpdated.parse(data);
    return [productTag(id), productsTag, categoriesTag];
  },
};
