/** A product's page: everything there is to know about it, reviews and what goes with it. */

import { dataOf, graphql, type Scene } from './scene.ts';

const query = `query ProductPage($id: ID!) {
  product(id: $id) {
    id
    sku
    name
    brand
    summary
    description
    attributes { name value }
    images { alt variants { width url } }
    category { id name parent { id name } }
    price { net { amount currency } list { amount currency } promotion { label percentOff until } }
    stock { status available warehouses { warehouseId name available } }
    rating { average count histogram }
    reviews(first: 10) { edges { node { id rating title text author createdAt } } }
    recommendations(limit: 4) {
      reason
      product { id name images { alt variants { width url } } price { net { amount currency } } }
    }
  }
}`;
const request = graphql(query, { id: 'p-001' });

export const webProduct: Scene = {
  name: 'web-product',
  title: 'web: product page with reviews and recommendations',
  client: 'web',
  roles: ['visitor', 'customer'],
  peers: ['tutorial', 'apollo', 'yoga', 'mercurius'],
  requests: [() => request],
  comparable: ([answer]) => dataOf(answer),
};
