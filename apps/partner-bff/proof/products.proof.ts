/** Proof of products: lists, one, and their writing. */

import { product, restAttempt, type Fixtures, type RestFeatureProof } from '@frontage/proof';
import { randomUUID } from 'node:crypto';

const who = 'acme';
const trial = { sku: 'T-1', name: 'Trial lamp', brand: 'Trial', category: 'desk-lamps', summary: 'A lamp to try.' };
const newId = (): string => `trial-${randomUUID()}`;
/** Precondition of writes of what nobody else writes. */
const headers = { 'if-match': '*' };
const newKey = () => ({ 'idempotency-key': `proof-${randomUUID()}` });

/** Numbers of products that the catalogue has of a category. */
const total = async ({ ask }: Fixtures): Promise<number> => {
  const list = await ask(who, { method: 'GET', path: '/v2/products?category=desk-lamps&limit=1' });
  return (list as { readonly total: number }).total;
};

const aProduct = async ({ ask }: Fixtures): Promise<string> => {
  const id = newId();
  await ask(who, { method: 'POST', path: '/v2/products', headers: newKey(), body: { ...trial, id } });
  return id;
};

export const proof = {
  scenarios: {
    listProducts: { who, requires: ['catalog'], request: { query: { category: 'desk-lamps' } } },
    getProduct: { who, requires: ['catalog'], request: { params: { id: product } }, shows: { id: product } },
    createProduct: {
      who,
      requires: ['catalog'],
      request: async (fixtures) => {
        const before = await total(fixtures);
        return {
          headers: newKey(),
          body: trial,
          effect: { once: { more: 1 }, now: async () => ({ more: (await total(fixtures)) - before }) },
        };
      },
      shows: { name: trial.name },
    },
    changeProduct: {
      who,
      requires: ['catalog'],
      request: async (fixtures) => {
        const id = await aProduct(fixtures);
        const name = async (): Promise<object> => {
          const now = await fixtures.ask(who, { method: 'GET', path: `/v2/products/${id}` });
          return { name: (now as { readonly name: string }).name };
        };
        return {
          params: { id },
          headers,
          body: { name: 'Renamed lamp' },
          effect: { once: { name: 'Renamed lamp' }, now: name },
        };
      },
      shows: { name: 'Renamed lamp', brand: 'Trial' },
    },
    deleteProduct: {
      who,
      requires: ['catalog'],
      request: async (fixtures) => {
        const id = await aProduct(fixtures);
        const before = await total(fixtures);
        return {
          params: { id },
          headers,
          effect: { once: { fewer: 1 }, now: async () => ({ fewer: before - (await total(fixtures)) }) },
        };
      },
    },
  },
  attempts: {
    // A category that is none: where access is granted, the catalogue refuses the product.
    'catalog:write': restAttempt(() => ({
      method: 'POST',
      path: '/v2/products',
      headers: newKey(),
      body: { ...trial, category: 'nowhere' },
    })),
  },
} satisfies RestFeatureProof;
