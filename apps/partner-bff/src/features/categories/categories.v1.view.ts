/** Categories in version 1. */

import { catalogBounds } from '@frontage/catalog-client/bounds';
import { defineView } from '@frontage/dto-mapping';
import { count, identifier, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { represent } from '../../version.ts';
import type { CategoryViews } from './categories.endpoint.ts';

const category = z
  .object({
    id: identifier('The category.'),
    name: text(catalogBounds.name, 'Name.'),
    parent: identifier('The category that it is part of.').optional(),
    productCount: count('Products in it and below it.'),
  })
  .meta({ description: 'A category.' });

const categoryListView = defineView(
  'CategoryList',
  z
    .object({ categories: z.array(category).max(catalogBounds.categories).meta({ description: 'All of them.' }) })
    .meta({ description: 'The category tree, flat.' }),
);

export const categoriesV1 = (): CategoryViews => ({
  categoryList: represent(categoryListView, (categories) => ({
    categories: categories.map(({ id, name, parentId, productCount }) => ({
      id,
      name,
      parent: parentId,
      productCount,
    })),
  })),
});
