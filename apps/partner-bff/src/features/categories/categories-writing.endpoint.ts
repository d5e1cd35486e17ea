/** One category, and the writing of categories: create, change, delete. */

import type { Category } from '@frontage/catalog-client';
import { categoryId } from '@frontage/catalog-client/input';
import { Failure, isFailure } from '@frontage/errors';
import { Reply } from '@frontage/http-server';
import { idempotencyKey, ifMatch, patchTypes } from '@frontage/http-server/input';
import { permission } from '@frontage/policy';
import type { Call } from '@frontage/call';
import { z } from 'zod';
import { defineEndpoint, type Deps } from '../../deps.ts';
import { samples } from '../../samples.ts';
import { location } from '../../representation/location.ts';
import { createOnce } from '../../done-once.ts';
import type { Representation, Version } from '../../version.ts';
import type { CategoryViews } from './categories.endpoint.ts';
import { categoryChange, newCategory } from './categories.input.ts';

/** Representations that a version gives of one category, and of a deletion. */
export interface CategoryWritingViews extends CategoryViews {
  readonly category: Representation<[category: Category]>;
  readonly categoryDeleted: Representation<[category: Pick<Category, 'id'>]>;
}

const write = permission('catalog:write');
const params = z.object({ id: categoryId });
const headers = z.object({ 'if-match': ifMatch });
const [, sample] = samples.categories;

const find = async ({ catalog }: Deps, id: string, call: Call): Promise<Category | undefined> =>
  (await catalog.categories(call)).find((category) => category.id === id);

const getCategory = ({ views }: Version<CategoryWritingViews>) =>
  defineEndpoint({
    name: 'getCategory',
    summary: 'One category',
    method: 'GET',
    path: '/categories/{id}',
    priority: 'low',
    access: permission('partner:catalog'),
    budget: { ms: 2_000, calls: 1 },
    input: { params },
    etag: true,
    view: views.category.view,
    example: () => ({ parameters: { id: sample.id }, answer: views.category.of(sample) }),
    handle: async ({ input: { params }, call }, deps) => {
      const category = await find(deps, params.id, call);
      if (!category) throw new Failure('NOT_FOUND', 'There is no such category.');
      return new Reply(views.category.of(category), { revision: category.revision });
    },
  });

const createCategory = ({ views, link }: Version<CategoryWritingViews>) =>
  defineEndpoint({
    name: 'createCategory',
    summary: 'Adds a category',
    method: 'POST',
    path: '/categories',
    access: write,
    budget: { ms: 5_000, calls: 2 },
    input: { headers: z.object({ 'idempotency-key': idempotencyKey }), body: newCategory },
    view: views.category.view,
    status: 201,
    etag: true,
    headers: location(),
    example: () => ({
      parameters: samples.key,
      body: { id: sample.id, name: sample.name, parent: sample.parentId, description: sample.description },
      answer: views.category.of({ ...sample, productCount: 0 }),
    }),
    handle: async ({ input: { body }, call }, deps) => {
      const { id, name, parent, description } = body;
      const category = await createOnce(
        {
          isMade: false,
          create: () => deps.catalog.createCategory({ id, name, parentId: parent, description }, call),
          read: async () => (await find(deps, id, call)) ?? none(),
          isSame: (existing) =>
            existing.name === name && existing.parentId === parent && existing.description === description,
        },
        call,
      );
      return new Reply(views.category.of(category), {
        headers: { Location: link(`/categories/${id}`).href },
        revision: category.revision,
      });
    },
  });

/** A category that was taken a moment ago and is gone now. */
function none(): never {
  throw new Failure('CONFLICT', 'This category is being changed. Try again.');
}

const changeCategory = ({ views }: Version<CategoryWritingViews>) =>
  defineEndpoint({
    name: 'changeCategory',
    summary: 'Changes or moves a category',
    description: 'Members that the patch does not name stay. The tree has two levels, and so no loop.',
    method: 'PATCH',
    path: '/categories/{id}',
    access: write,
    budget: { ms: 5_000, calls: 1 },
    input: { params, headers, body: categoryChange },
    bodyTypes: patchTypes,
    etag: true,
    failures: ['UNPROCESSABLE'],
    view: views.category.view,
    example: () => ({
      parameters: { id: sample.id, ...samples.tag },
      body: { name: sample.name },
      answer: views.category.of(sample),
    }),
    handle: async ({ input: { params, headers, body }, call }, { catalog }) => {
      const { name, parent, description } = body;
      const change = { name, parentId: parent, description: description === null ? '' : description };
      const target = { id: params.id, expected: headers['if-match'] };
      const category = await catalog.updateCategory({ ...target, change }, call);
      return new Reply(views.category.of(category), { revision: category.revision });
    },
  });

const deleteCategory = ({ views }: Version<CategoryWritingViews>) =>
  defineEndpoint({
    name: 'deleteCategory',
    summary: 'Removes a category that has no products and no categories of its own',
    description: 'One that is not there is no error, so that it can be repeated.',
    method: 'DELETE',
    path: '/categories/{id}',
    access: write,
    budget: { ms: 5_000, calls: 2 },
    input: { params, headers },
    failures: ['CONFLICT'],
    view: views.categoryDeleted.view,
    example: () => ({ parameters: { id: sample.id, ...samples.tag }, answer: views.categoryDeleted.of(sample) }),
    handle: async ({ input: { params, headers }, call }, deps) => {
      try {
        await deps.catalog.deleteCategory({ id: params.id, expected: headers['if-match'] }, call);
      } catch (error) {
        if (!isFailure(error)) throw error;
        if (error.reason === 'CATEGORY_NOT_EMPTY') throw await withCounts(error, deps, params.id, call);
        if (error.code !== 'NOT_FOUND') throw error;
      }
      return views.categoryDeleted.of({ id: params.id });
    },
  });

/** The refusal with what stands in its way. */
async function withCounts(refusal: Failure, { catalog }: Deps, id: string, call: Call): Promise<Failure> {
  const all = await catalog.categories(call);
  const children = all.filter(({ parentId }) => parentId === id).length;
  const products = all.find((category) => category.id === id)?.productCount ?? 0;
  return new Failure('CONFLICT', `The category has ${products} products and ${children} categories of its own.`, {
    reason: refusal.reason,
    cause: refusal,
  });
}

export const categoryWritingEndpoints = (version: Version<CategoryWritingViews>) => [
  getCategory(version),
  createCategory(version),
  changeCategory(version),
  deleteCategory(version),
];
