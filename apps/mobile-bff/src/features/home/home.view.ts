/** Home screen on the phone. */

import type { Category, Product } from '@frontage/catalog-client';
import { catalogBounds } from '@frontage/catalog-client/bounds';
import { defineView, degradable, type ViewOf } from '@frontage/dto-mapping';
import { identifier, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { unlessEmpty } from '../../absence.ts';
import type { ClientHints } from '../../client-hints.ts';
import { tileSchema, toTile, type ProductExtras } from '../../product-tile.view.ts';

/** Numbers of products on the screen: featured by the shop, and recommended to the customer. */
export const featuredCount = 8;
export const pickCount = 4;

export const homeView = defineView(
  'Home',
  z
    .object({
      featured: z.array(tileSchema).max(featuredCount).meta({ description: 'Featured products.' }),
      picks: z
        .array(tileSchema)
        .max(pickCount)
        .optional()
        .meta({ description: 'Recommended products. Missing without any.' }),
      categories: z
        .array(
          z
            .object({ id: identifier('The category.'), name: text(catalogBounds.name, 'Name.') })
            .meta({ description: 'A category without a parent.' }),
        )
        .max(catalogBounds.categories)
        .optional()
        .meta({ description: 'Links.' }),
      ...degradable,
    })
    .meta({ description: 'The first screen.' }),
);

interface HomeParts extends ProductExtras {
  readonly featured: readonly Product[];
  readonly recommendations: readonly Product[];
  readonly categories: readonly Category[] | undefined;
}

export const toHomeView = (
  { featured, recommendations, categories = [], ...extras }: HomeParts,
  hints: ClientHints,
): ViewOf<typeof homeView> => ({
  featured: featured.map((product) => toTile(product, extras, hints)),
  picks: unlessEmpty(recommendations.map((product) => toTile(product, extras, hints))),
  categories: unlessEmpty(
    categories.filter(({ parentId }) => parentId === undefined).map(({ id, name }) => ({ id, name })),
  ),
});
