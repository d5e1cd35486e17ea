/** The web's scenarios: grid, product page and home. */

import { forVisitorAndCustomer, graphqlOperation, type Scenario } from './scenario.ts';

const peers = ['tutorial', 'apollo', 'yoga', 'mercurius'] as const;

const grid = `query Grid {
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

const productPage = `query ProductPage($id: ID!) {
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

const home = `query Home {
  home {
    featured(first: 8) { ...Tile }
    recommendations(limit: 4) { reason product { ...Tile } }
    categories { id name children { id name } }
  }
}
fragment Tile on Product {
  id
  name
  images { alt variants { width url } }
  price { net { amount currency } list { amount currency } }
  stock { status }
  rating { average count }
}`;

const operation = (name: string, title: string, query: string, variables?: object) => ({
  name,
  title,
  client: 'web' as const,
  peers,
  requests: graphqlOperation(query, variables),
});

export const webScenarios: readonly Scenario[] = [
  ...forVisitorAndCustomer({
    ...operation('web-grid', 'web: grid of 20 products × 4 services', grid),
    peers: [...peers, 'nginx', 'direct'],
    floor: { service: 'catalog', path: '/products?page_size=20' },
  }),
  ...forVisitorAndCustomer(
    operation('web-product', 'web: product page with reviews and recommendations', productPage, { id: 'p-001' }),
  ),
  ...forVisitorAndCustomer(operation('web-home', 'web: home with recommendations and categories', home)),
];
