/** The category tree, flat. */

import { defineView } from '@frontage/dto-mapping';
import { permission } from '@frontage/policy';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { link, linksSchema } from '../../links.ts';

const categoryListView = defineView(
  'CategoryList',
  z.object({
    _embedded: z.object({
      categories: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          description: z.string(),
          parent: z.string().optional(),
          productCount: z.int(),
          _links: linksSchema,
        }),
      ),
    }),
    _links: linksSchema,
  }),
);

export const listCategories = defineEndpoint({
  name: 'listCategories',
  summary: 'All categories',
  method: 'GET',
  path: '/categories',
  priority: 'low',
  access: permission('partner:catalog'),
  budget: { ms: 2_000, calls: 1 },
  input: {},
  view: categoryListView,
  handle: async ({ call }, { catalog }) => {
    const categories = await catalog.categories(call);
    return {
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
    };
  },
});
