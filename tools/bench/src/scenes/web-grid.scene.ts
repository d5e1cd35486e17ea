/** The grid of a shop page: 20 products from four services. */

import { dataOf, graphql, type Scene } from './scene.ts';

const query = `query Grid {
  products(first: 20) {
    edges {
      node {
        id
        name
        brand
        summary
        images { alt variants { width url } }
        price { net { amount currency } list { amount currency } promotion { label percentOff until } }
        stock { status available }
        rating { average count }
      }
    }
    pageInfo { hasNextPage }
    totalCount
  }
}`;
const request = graphql(query);

export const webGrid: Scene = {
  name: 'web-grid',
  title: 'web: grid of 20 products × 4 services',
  client: 'web',
  roles: ['visitor', 'customer'],
  peers: ['tutorial', 'apollo', 'yoga', 'mercurius', 'nginx', 'direct'],
  requests: [() => request],
  floor: { service: 'catalog', path: '/products?page_size=20' },
  comparable: ([answer]) => dataOf(answer),
};
