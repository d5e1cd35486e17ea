/** Categories in version 2: the tree as a flat list. */

import type { Category } from '@frontage/catalog-client';
import { catalogBounds } from '@frontage/catalog-client/bounds';
import { count, identifier, text } from '@frontage/dto-mapping/fields';
import { defineView, type ViewOf } from '@frontage/dto-mapping';
import { z } from 'zod';
import { linkSchema, linksSchema, type Linker } from '../../representation/links.ts';
import { represent } from '../../version.ts';
import type { CategoryWritingViews } from './categories-writing.endpoint.ts';

const category = z
  .object({
    id: identifier('The category.'),
    name: text(catalogBounds.name, 'Name.'),
    description: text(catalogBounds.categoryDescription, 'Description.'),
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
        .meta({ description: 'Items of the page.' }),
      _links: linksSchema,
    })
    .meta({ description: 'The category tree, flat.' }),
);

const categoryView = defineView('Category', category);

const categoryDeletedView = defineView(
  'CategoryDeleted',
  z
    .object({
      id: identifier('The category that is gone.'),
      _links: z.object({ categories: linkSchema('Link to those that are left.') }).meta({ description: 'Links.' }),
    })
    .meta({ description: 'A category was deleted.' }),
);

const toCategoryView = (
  { id, name, description, parentId, productCount }: Category,
  { link }: Linker,
): ViewOf<typeof categoryView> => ({
  id,
  name,
  description,
  parent: parentId,
  productCount,
  _links: {
    self: link(`/categories/${id}`),
    products: link('/products', { category: id }),
    ...(parentId !== undefined && { parent: link(`/categories/${parentId}`) }),
  },
});

export const categoriesV2 = (links: Linker): CategoryWritingViews => ({
  category: represent(categoryView, (each) => toCategoryView(each, links)),
  categoryDeleted: represent(categoryDeletedView, ({ id }) => ({
    id,
    _links: { categories: links.link('/categories') },
  })),
  categoryList: represent(categoryListView, (categories) => ({
    _embedded: { categories: categories.map((each) => toCategoryView(each, links)) },
    _links: { self: links.link('/categories') },
  })),
});
