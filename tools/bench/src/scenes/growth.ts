/** Scenes that grow: the same screen with more products, or from more services. Played by `--growth` alone. */

import { dataOf, graphql, type Scene } from './scene.ts';

/** Of pages beside each other. */
const pageNames = ['first', 'second', 'third', 'fourth'];

/** How many products, and the scene: 50 are the most that a page has, four pages the most here. */
export const byProducts: readonly (readonly [number, Scene])[] = [1, 2, 5, 10, 20, 50, 100, 200].map((count) => [
  count,
  scene(`products-${count}`, `web: ${count} products × 4 services`, grid(count)),
]);

function scene(name: string, title: string, query: string): Scene {
  const request = graphql(query);
  return {
    ...{ name, title, client: 'web', roles: ['customer'], peers: [] },
    requests: [() => request],
    comparable: ([answer]) => dataOf(answer),
  };
}

function grid(count: number): string {
  const pages = Array.from({ length: Math.ceil(count / 50) }, (_, page) => Math.min(50, count - page * 50));
  const fields = pages.map((first, page) => `${pageNames[page]}: products(first: ${first}) { ...Page }`);
  return `query Grid { ${fields.join(' ')} }
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

const fromServices = [
  'products(first: 10) { edges { node { id name PRICE STOCK RATING PICKS } } }',
  'viewer { profile { name } }',
  'orders(first: 5) { edges { node { id status } } }',
];

/** How many services, and the scene: each asks one service more than the one before. */
export const byServices: readonly (readonly [number, Scene])[] = [1, 2, 3, 4, 5, 6, 7].map((count) => {
  const parts: readonly [string, string][] = [
    ['PRICE', 'price { net { amount } }'],
    ['STOCK', 'stock { status }'],
    ['RATING', 'rating { average }'],
    ['PICKS', 'recommendations(limit: 2) { reason }'],
  ];
  let [products = ''] = fromServices;
  parts.forEach(([word, field], index) => {
    products = products.replace(word, index + 2 <= count ? field : '');
  });
  const query = `query Services { ${[products, ...fromServices.slice(1, Math.max(1, count - 4))].join(' ')} }`;
  return [count, scene(`services-${count}`, `web: from ${count} services`, query)];
});

export const growthScenes: readonly Scene[] = [...byProducts, ...byServices].map(([, each]) => each);
