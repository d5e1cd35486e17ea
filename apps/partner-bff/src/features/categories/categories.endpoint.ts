/** Category tree as a flat list. */

import type { Category } from '@frontage/catalog-client';
import { permission } from '@frontage/policy';
import { defineEndpoint } from '../../deps.ts';
import { samples } from '../../samples.ts';
import type { Representation, Version } from '../../version.ts';

/** Representations that a version gives of categories. */
export interface CategoryViews {
  readonly categoryList: Representation<[categories: readonly Category[]]>;
}

export const categoryEndpoints = ({ views }: Version<CategoryViews>) => [
  defineEndpoint({
    name: 'listCategories',
    summary: 'All categories',
    method: 'GET',
    path: '/categories',
    priority: 'low',
    access: permission('partner:catalog'),
    budget: { ms: 2_000, calls: 1 },
    input: {},
    etag: true,
    view: views.categoryList.view,
    example: () => ({ answer: views.categoryList.of(samples.categories) }),
    handle: async ({ call }, { catalog }) => views.categoryList.of(await catalog.categories(call)),
  }),
];
