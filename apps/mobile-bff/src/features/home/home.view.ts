/** Home screen on the phone. */

import type { Category, Product } from '@frontage/catalog-client';
import { catalogBounds } from '@frontage/catalog-client/bounds';
import { defineView, degradable, type ViewOf } from '@frontage/dto-mapping';
import { identifier, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { unlessEmpty } from '../../absence.ts';
import type { ClientHints } from '../../client-hints.ts';
import { restMember } from '../../rest.ts';
import { tileExtrasSchema, tileSchema, toTile, toTileExtras, type ProductExtras } from '../../product-tile.view.ts';

/** Numbers of products on the screen: featured by the shop, and recommended to the customer. */
export const featuredCount = 8;
export const pickCount = 4;

const optionalMembers = {
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
};

export const homeView = defineView(
  'Home',
  z
    .object({
      featured: z.array(tileSchema).max(featuredCount).meta({ description: 'Featured products.' }),
      ...optionalMembers,
      ...degradable,
      ...restMember,
    })
    .meta({ description: 'The first screen.' }),
);

export const homeRestView = defineView(
  'HomeRest',
  z
    .object({
      tiles: z
        .array(tileExtrasSchema)
        .max(featuredCount + pickCount)
        .optional()
        .meta({ description: 'Members that tiles on the screen were lacking, by their ids. Missing without any.' }),
      ...optionalMembers,
      ...degradable,
      ...restMember,
    })
    .meta({ description: 'The parts that the first screen was lacking.' }),
);

interface OptionalParts extends ProductExtras {
  readonly recommendations: readonly Product[];
  readonly categories: readonly Category[] | undefined;
}

interface HomeParts extends OptionalParts {
  readonly featured: readonly Product[];
}

const toOptionalMembers = ({ recommendations, categories = [], ...extras }: OptionalParts, hints: ClientHints) => ({
  picks: unlessEmpty(recommendations.map((product) => toTile(product, extras, hints))),
  categories: unlessEmpty(
    categories.filter(({ parentId }) => parentId === undefined).map(({ id, name }) => ({ id, name })),
  ),
});

export const toHomeView = ({ featured, ...parts }: HomeParts, hints: ClientHints): ViewOf<typeof homeView> => ({
  featured: featured.map((product) => toTile(product, parts, hints)),
  ...toOptionalMembers(parts, hints),
});

/** View of the parts that were missing; `shown` are the products on the screen. */
export const toHomeRestView = (
  parts: OptionalParts,
  shown: readonly string[],
  hints: ClientHints,
): ViewOf<typeof homeRestView> => ({
  tiles: unlessEmpty(shown.map((id) => toTileExtras(id, parts)).filter(saysMore)),
  ...toOptionalMembers(parts, hints),
});

/** Asks whether a tile says more than its id. */
const saysMore = ({ id: _, ...extras }: { readonly id: string }): boolean =>
  Object.values(extras).some((value) => value !== undefined);
