/** Scenarios that grow: with more products, from more services, or for more partners. For `--growth` alone. */

import { randomInt } from 'node:crypto';
import { numberedKey } from '../api-keys.ts';
import { dataOf, graphqlScenario, wholeAnswer, type Scenario } from './scenario.ts';

/** Scenarios by size. */
export type Growing = readonly (readonly [count: number, scenario: Scenario])[];

/** Categories of more than a page of products, none of which is in two. */
const categories = ['lighting', 'seating', 'tables', 'storage'];
const maxPage = 50;

type Grid = Readonly<Record<string, { readonly edges: readonly { readonly node: { readonly id: string } }[] }>>;

/** Scenarios by products. A page has 50 at most: 200 are four pages of four categories in one operation. */
export const byProducts: Growing = [1, 2, 5, 10, 20, 50, 100, 200].map((count) => [
  count,
  {
    ...graphqlScenario(`products-${count}`, `web: ${count} products × 4 services`, grid(count)),
    ...{ role: 'customer', peers: [] },
    comparable: ([answer]) => {
      const data = dataOf(answer);
      const found = new Set(Object.values(data as Grid).flatMap(({ edges }) => edges.map(({ node }) => node.id)));
      if (found.size !== count) throw new Error(`${found.size} different products instead of ${count}`);
      return data;
    },
  },
]);

function grid(count: number): string {
  const pages = Array.from({ length: Math.ceil(count / maxPage) }, (_, page) => {
    const first = Math.min(maxPage, count - page * maxPage);
    return `${categories[page]}: products(category: "${categories[page]}", first: ${first}) { ...Page }`;
  });
  return `query Grid { ${pages.join(' ')} }
fragment Page on ProductConnection {
  edges { node { id name price { net { amount currency } } stock { status available } rating { average count } } }
}`;
}

/** Fields of one service each, in order: of each product, and then of the query. */
const productFields = [
  'id name',
  'price { net { amount } }',
  'stock { status }',
  'rating { average }',
  'recommendations(limit: 2) { reason }',
];
const queryFields = ['viewer { profile { name } }', 'orders(first: 5) { edges { node { id status } } }'];

/** Scenarios by services: each asks one service more than the one before. */
export const byServices: Growing = [...productFields, ...queryFields].map((_, index) => {
  const count = index + 1;
  const ofProduct = productFields.slice(0, count).join(' ');
  const ofQuery = queryFields.slice(0, Math.max(0, count - productFields.length)).join(' ');
  const query = `query Services { products(first: 10) { edges { node { ${ofProduct} } } } ${ofQuery} }`;
  return [
    count,
    { ...graphqlScenario(`services-${count}`, `web: from ${count} services`, query), role: 'customer', peers: [] },
  ];
});

/**
 * Scenarios by API keys: the cheapest request that needs one, each with any of them. What is remembered of some (10,000, for 5 seconds) is of
 * little use once there are many.
 */
export const byKeys: Growing = [10, 100, 1_000, 10_000, 100_000].map((count) => [
  count,
  {
    ...{ name: `keys-${count}`, title: `partner: one of ${count} keys`, client: 'partner', role: 'partner', peers: [] },
    requests: [
      () => ({
        ...{ method: 'GET', path: '/v2' },
        headers: { authorization: `Bearer ${numberedKey(randomInt(count)).key}` },
      }),
    ],
    comparable: ([answer]) => wholeAnswer(answer),
  },
]);
