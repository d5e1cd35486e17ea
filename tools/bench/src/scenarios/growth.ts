/** Curves: scenarios that grow with products, services, clients or API keys. For `--growth` alone. */

import { randomInt } from 'node:crypto';
import { numberedKey } from '../api-keys.ts';
import type { ClosedLoop } from '../load/loops.ts';
import { graphqlOperation, type Scenario } from './scenario.ts';
import { webScenarios } from './web.ts';

/** A size, and the scenario of that size. */
interface Point {
  readonly x: number;
  readonly scenario: Scenario;
  /** Requests under way at once. Default: as the run has it. */
  readonly connections?: number;
  /** Load before its first round. */
  readonly begin?: Pick<ClosedLoop, 'seconds' | 'maxRequests'>;
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
  // A query that is new, after everything else is warm.
  begin: { seconds: 1, maxRequests: 200 },
  scenario: { name, title, client: 'web', role: 'customer', peers: [], requests: graphqlOperation(query) },
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

/** Time for which a key is remembered that was looked up, 10,000 at most: of little use once there are many. */
const knownForSeconds = 5;

/** The cheapest request that needs an API key, each with any of them. */
function keysPoint(count: number, at: number): Point {
  const authorization = () => `Bearer ${numberedKey(randomInt(count)).key}`;
  return {
    x: count,
    // Until as many keys are remembered as ever will be; at first until so cheap a request is compiled, which takes ten thousand of them.
    begin: { seconds: at === 0 ? 3 * knownForSeconds : knownForSeconds },
    scenario: {
      ...{
        name: `keys-${count}`,
        title: `partner: one of ${count} keys`,
        client: 'partner',
        role: 'partner',
        peers: [],
      },
      requests: [() => ({ method: 'GET', path: '/v2', headers: { authorization: authorization() } })],
    },
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
