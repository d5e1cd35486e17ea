/** Category tree as a flat list. */

import { publicAccess } from '@frontage/policy';
import { defineEndpoint } from '../../deps.ts';
import { forEverybody } from '../../public-answer.ts';
import { categoryListView, toCategoryList } from './categories.view.ts';

export const listCategories = defineEndpoint({
  name: 'listCategories',
  summary: 'All categories',
  method: 'GET',
  path: '/categories',
  access: publicAccess,
  budget: { ms: 800, calls: 1 },
  input: {},
  view: categoryListView,
  etag: 'of-parts',
  cacheControl: forEverybody,
  handle: async ({ call }, { catalog }) => toCategoryList(await catalog.categories(call)),
});
