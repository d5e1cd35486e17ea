/** The shop's first page. */

import { dataOf, graphql, type Scene } from './scene.ts';

const query = `query Home {
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
const request = graphql(query);

export const webHome: Scene = {
  name: 'web-home',
  title: 'web: home with recommendations and categories',
  client: 'web',
  roles: ['visitor', 'customer'],
  peers: ['tutorial', 'apollo', 'yoga', 'mercurius'],
  requests: [() => request],
  comparable: ([answer]) => dataOf(answer),
};
