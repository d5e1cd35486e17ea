/** Curves: scenarios that grow with products, services, clients or API keys. For `--growth` alone. */

import { randomInt } from 'node:crypto';
import { numberedKey } from '../api-keys.ts';
import { graphqlRequest, type Scenario } from './scenario.ts';
import { webScenarios } from './web.ts';

/** A size, and the scenario of that size. */
interface Point {
  readonly x: number;
  readonly scenario: Scenario;
  /** Requests under way at once. Default: as the run has it. */
  readonly connections?: number;
}

export interface Curve {
  readonly title: string;
  /** The unit of the axis: `products`. */
  readonly of: 'products' | 'services' | 'clients' | 'keys';
  readonly target: 'frontage' | 'cached';
  readonly points: readonly Point[];
}

/** So few that even the largest screens are answered within their deadlines. */
const fewConnections = 4;

const webPoint = (x: number, name: string, title: string, query: string): Point => ({
  ...{ x, connections: fewConnections },
  scenario: { name, title, client: 'web', role: 'customer', peers: [], requests: [() => graphqlRequest(query)] },
});

/** Categories of more than a page of products, none of which is in two. */
const categories = ['lighting', 'seating', 'tables', 'storage'];
const maxPage = 50;

/** A page has 50 products at most: 200 are four pages of four categories in one operation. */
function productsPoint(count: number): Point {
  const pages = categories.slice(0, Math.ceil(count / maxPage)).map((category, page) => {
    const first = Math.min(maxPage, count - page * maxPage);
    return `${category}: products(category: "${category}", first: ${first}) { ...Page }`;
  });
  const query = `query Grid { ${pages.join(' ')} }
    fragment Page on ProductConnection {
      edges { node { id name price { net { amount currency } } stock { status available } rating { average count } } }
    }`;
  const point = webPoint(count, `products-${count}`, `web: ${count} products × 4 services`, query);
  const comparable = (answers: readonly unknown[]): unknown => {
    const found = new Set(JSON.stringify(answers).match(/"id":"[^"]+"/g)).size;
    if (found !== count) throw new Error(`${found} different products instead of ${count}`);
    return answers;
  };
  return { ...point, scenario: { ...point.scenario, comparable } };
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

function servicesPoint(count: number): Point {
  const ofProduct = productFields.slice(0, count).join(' ');
  const ofQuery = queryFields.slice(0, Math.max(0, count - productFields.length)).join(' ');
  const query = `query Services { products(first: 10) { edges { node { ${ofProduct} } } } ${ofQuery} }`;
  return webPoint(count, `services-${count}`, `web: from ${count} services`, query);
}

/**
 * The cheapest request that needs an API key, each with any of them. What is remembered of some (10,000, for 5 seconds) is of little use
 * once there are many.
 */
function keysPoint(count: number): Point {
  const authorization = () => `Bearer ${numberedKey(randomInt(count)).key}`;
  const requests: Scenario['requests'] = [
    () => ({ method: 'GET', path: '/v2', headers: { authorization: authorization() } }),
  ];
  const title = `partner: one of ${count} keys`;
  return {
    x: count,
    scenario: { name: `keys-${count}`, title, client: 'partner', role: 'partner', peers: [], requests },
  };
}

export const curves: readonly Curve[] = [
  {
    ...{ title: 'products on a web grid', of: 'products', target: 'frontage' },
    points: [1, 2, 5, 10, 20, 50, 100, 200].map(productsPoint),
  },
  {
    ...{ title: 'services behind one web answer', of: 'services', target: 'frontage' },
    points: [1, 2, 3, 4, 5, 6, 7].map(servicesPoint),
  },
  {
    ...{ title: 'clients at the same time, web grid with default caches', of: 'clients', target: 'cached' },
    points: [1, 10, 100, 1_000].map((x) => ({ x, connections: x, scenario: webScenarios[0]! })),
  },
  {
    ...{ title: 'API keys, any of which a partner request brings', of: 'keys', target: 'frontage' },
    points: [10, 100, 1_000, 10_000, 100_000].map(keysPoint),
  },
];
