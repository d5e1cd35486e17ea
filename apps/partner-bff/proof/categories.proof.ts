/** Proof of categories: the list, one, and their writing. */

import { restAttempt, type Fixtures, type RestFeatureProof } from '@frontage/proof';
import { randomUUID } from 'node:crypto';

const who = 'acme';
const newId = (): string => `trial-${randomUUID()}`;
/** Precondition of writes of what nobody else writes. */
const headers = { 'if-match': '*' };
const newKey = () => ({ 'idempotency-key': `proof-${randomUUID()}` });

/** Names of the categories with this id: none or one. */
const namesOf = async ({ ask }: Fixtures, id: string): Promise<readonly string[]> => {
  const { _embedded } = (await ask(who, { method: 'GET', path: '/v2/categories' })) as {
    readonly _embedded: { readonly categories: readonly { readonly id: string; readonly name: string }[] };
  };
  return _embedded.categories.filter((category) => category.id === id).map(({ name }) => name);
};

/** Effect on the names of a category. */
const leaves = (fixtures: Fixtures, id: string, names: readonly string[]) => ({
  once: { names },
  now: async () => ({ names: await namesOf(fixtures, id) }),
});

const aCategory = async ({ ask }: Fixtures): Promise<string> => {
  const id = newId();
  await ask(who, { method: 'POST', path: '/v2/categories', headers: newKey(), body: { id, name: 'Trial' } });
  return id;
};

export const proof = {
  scenarios: {
    listCategories: { who, requires: ['catalog'] },
    getCategory: { who, requires: ['catalog'], request: { params: { id: 'desk-lamps' } }, shows: { id: 'desk-lamps' } },
    createCategory: {
      who,
      requires: ['catalog'],
      request: async (fixtures) => {
        const id = newId();
        return { headers: newKey(), body: { id, name: 'Trial' }, effect: leaves(fixtures, id, ['Trial']) };
      },
      shows: { name: 'Trial', productCount: 0 },
    },
    changeCategory: {
      who,
      requires: ['catalog'],
      request: async (fixtures) => {
        const id = await aCategory(fixtures);
        return {
          params: { id },
          headers,
          body: { name: 'Renamed', parent: 'lighting' },
          effect: leaves(fixtures, id, ['Renamed']),
        };
      },
      shows: { name: 'Renamed', parent: 'lighting' },
    },
    deleteCategory: {
      who,
      requires: ['catalog'],
      request: async (fixtures) => {
        const id = await aCategory(fixtures);
        return { params: { id }, headers, effect: leaves(fixtures, id, []) };
      },
    },
  },
  attempts: { 'partner:catalog': restAttempt(() => ({ method: 'GET', path: '/v2/categories' })) },
} satisfies RestFeatureProof;
