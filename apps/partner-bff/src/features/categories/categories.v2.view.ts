/** Categories in version 2: the tree as a flat list. */

import { catalogBounds } from '@frontage/catalog-client/bounds';
import { count, identifier, text } from '@frontage/dto-mapping/fields';
import { defineView } from '@frontage/dto-mapping';
import { z } from 'zod';
import { linksSchema, type Linker } from '../../links.ts';
import { represent } from '../../version.ts';
import type { CategoryViews } from './categories.endpoint.ts';

const category = z
  .object({
    id: identifier('The category.'),
    name: text(catalogBounds.name, 'What it is called.'),
    description: text(catalogBounds.categoryDescription, 'What it is about.'),
    parent: identifier('The category that it is part of.').optional(),
    productCount: count('Products in it and below it.'),
    _links: linksSchema,
  })
  .meta({ description: 'A category.' });

const categoryListView = defineView(
  'CategoryList',
  z
    .object({
      _embedded: z
        .object({
          categories: z.array(category).max(catalogBounds.categories).meta({ description: 'All of them.' }),
        })
        .meta({ description: 'What was asked for.' }),
      _links: linksSchema,
    })
    .meta({ description: 'The category tree, flat.' }),
);

export const categoriesV2 = ({ link }: Linker): CategoryViews => ({
  categoryList: represent(categoryListView, (categories) => ({
    _embedded: {
      categories: categories.map(({ id, name, description, parentId, productCount }) => ({
        id,
        name,
        description,
        parent: parentId,
        productCount,
        _links: { self: link('/products', { category: id }) },
      })),
    },
    _links: { self: link('/categories') },
  })),
});
