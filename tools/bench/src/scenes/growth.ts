/** Scenes that grow: the same screen with more products, from more services, or for more partners. Played by `--growth` alone. */

import { randomInt } from 'node:crypto';
import { keyAt } from '../many-keys.ts';
import { dataOf, graphql, wholeAnswer, type Scene } from './scene.ts';

/** Each has more than a page of products, and none has one of another's. */
const categories = ['lighting', 'seating', 'tables', 'storage'];
const maxPage = 50;

/** How many products, and the scene: a page has 50 at most, so that 200 are four pages of four categories in one operation. */
export const byProducts: readonly (readonly [number, Scene])[] = [1, 2, 5, 10, 20, 50, 100, 200].map((count) => [
  count,
  {
    ...webScene(`products-${count}`, `web: ${count} products × 4 services`, grid(count)),
    comparable: ([answer]) => {
      const data = dataOf(answer);
      const found = new Set(Object.values(data as Grid).flatMap(({ edges }) => edges.map(({ node }) => node.id)));
      if (found.size !== count) throw new Error(`${found.size} different products instead of ${count}`);
      return data;
    },
  },
]);

type Grid = Readonly<Record<string, { readonly edges: readonly { readonly node: { readonly id: string } }[] }>>;

function webScene(name: string, title: string, query: string): Scene {
  const request = graphql(query);
  return {
    ...{ name, title, client: 'web', roles: ['customer'], peers: [] },
    requests: [() => request],
    comparable: ([answer]) => dataOf(answer),
  };
}

function grid(count: number): string {
  const pages = Array.from({ length: Math.ceil(count / maxPage) }, (_, page) => {
    const first = Math.min(maxPage, count - page * maxPage);
    return `${categories[page]}: products(category: "${categories[page]}", first: ${first}) { ...Page }`;
  });
  return `query Grid { ${pages.join(' ')} }
fragment Page on ProductConnection {
  edges {
    node {
      id
      name
      price { net { amount currency } }
      stock { status available }
      rating { average count }
    }
  }
}`;
}

/** In the order in which they join; `at` is where in the query. */
const services: readonly { readonly at: 'product' | 'query'; readonly fields: string }[] = [
  { at: 'product', fields: 'id name' },
  { at: 'product', fields: 'price { net { amount } }' },
  { at: 'product', fields: 'stock { status }' },
  { at: 'product', fields: 'rating { average }' },
  { at: 'product', fields: 'recommendations(limit: 2) { reason }' },
  { at: 'query', fields: 'viewer { profile { name } }' },
  { at: 'query', fields: 'orders(first: 5) { edges { node { id status } } }' },
];

/** How many services, and the scene: each asks one service more than the one before. */
export const byServices: readonly (readonly [number, Scene])[] = services.map((_, index) => {
  const count = index + 1;
  const fieldsAt = (place: 'product' | 'query'): string =>
    services
      .slice(0, count)
      .flatMap(({ at, fields }) => (at === place ? [fields] : []))
      .join(' ');
  const query = `query Services { products(first: 10) { edges { node { ${fieldsAt('product')} } } } ${fieldsAt('query')} }`;
  return [count, webScene(`services-${count}`, `web: from ${count} services`, query)];
});

/**
 * How many keys there are, and the scene: the cheapest request that needs one, each with any of them. What is remembered of some
 * (10,000, for 5 seconds) is then of little use once there are many.
 */
export const byKeys: readonly (readonly [number, Scene])[] = [10, 100, 1_000, 10_000, 100_000].map((count) => [
  count,
  {
    ...{
      name: `keys-${count}`,
      title: `partner: one of ${count} keys`,
      client: 'partner',
      roles: ['partner'],
      peers: [],
    },
    requests: [
      () => ({ method: 'GET', path: '/v2', headers: { authorization: `Bearer ${keyAt(randomInt(count)).key}` } }),
    ],
    comparable: ([answer]) => wholeAnswer(answer),
  },
]);

export const growthScenes: readonly Scene[] = [...byProducts, ...byServices, ...byKeys].map(([, each]) => each);
