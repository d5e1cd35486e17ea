/** Categories on the phone. */

import type { Category } from '@frontage/catalog-client';
import { catalogBounds } from '@frontage/catalog-client/bounds';
import { count, identifier, text } from '@frontage/dto-mapping/fields';
import { defineView, type ViewOf } from '@frontage/dto-mapping';
import { z } from 'zod';

export const categoryListView = defineView(
  'CategoryList',
  z
    .object({
      items: z
        .array(
          z
            .object({
              id: identifier('The category.'),
              name: text(catalogBounds.name, 'Name.'),
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

export const toCategoryList = (categories: readonly Category[]): ViewOf<typeof categoryListView> => ({
  items: categories.map(({ id, name, parentId, productCount }) => ({
    id,
    name,
    parent: parentId,
    count: productCount,
  })),
});
