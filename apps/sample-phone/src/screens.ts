/** Screens: what each needs from the server, in one request; and in one more for what the first could not get in time. */

import { dataOf, type Answers, type Api } from './api.ts';
import { Refused } from './failures.ts';

export interface Screens {
  home(): Promise<Answers['Home']>;
  product(id: string): Promise<Answers['Product']>;
  cart(): Promise<Answers['Cart']>;
  /** Newest orders; `cursor` is `next` of the page before. */
  orders(cursor?: string): Promise<Answers['OrderList']>;
  order(id: string): Promise<Answers['Order']>;
}

export function createScreens(api: Api): Screens {
  return {
    home: async () => {
      const home = await dataOf(api.GET('/home'));
      const missing = missingOf(home.rest);
      const rest =
        missing && (await unlessGone(dataOf(api.GET('/rest/home/{missing}', { params: { path: { missing } } }))));
      return rest ? withRest(home, rest) : home;
    },
    product: async (id) => {
      const product = await dataOf(api.GET('/products/{id}', { params: { path: { id } } }));
      const missing = missingOf(product.rest);
      const rest =
        missing && (await unlessGone(dataOf(api.GET('/rest/product/{missing}', { params: { path: { missing } } }))));
      const { degraded: _, rest: __, ...had } = product;
      return rest ? { ...had, ...rest } : product;
    },
    cart: () => dataOf(api.GET('/cart')),
    orders: (cursor) => dataOf(api.GET('/orders', { params: { query: cursor === undefined ? {} : { cursor } } })),
    order: (id) => dataOf(api.GET('/orders/{id}', { params: { path: { id } } })),
  };
}

/** Token of a link to the rest of an answer. */
const missingOf = (rest: string | undefined): string | undefined => rest?.slice(rest.lastIndexOf('/') + 1);

/** The rest; undefined when the link is too old: the screen stays as it is. */
const unlessGone = <T>(rest: Promise<T>): Promise<T | undefined> =>
  rest.catch((error: unknown) => {
    if (error instanceof Refused && error.status === 410) return undefined;
    throw error;
  });

function withRest(home: Answers['Home'], rest: Answers['HomeRest']): Answers['Home'] {
  const { tiles = [], ...more } = rest;
  const { degraded: _, rest: __, ...had } = home;
  const byId = new Map(tiles.map((tile) => [tile.id, tile]));
  const fill = (list: Answers['Home']['featured']) => list.map((tile) => ({ ...tile, ...byId.get(tile.id) }));
  return { ...had, featured: fill(home.featured), ...(home.picks && { picks: fill(home.picks) }), ...more };
}
