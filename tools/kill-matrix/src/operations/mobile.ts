/** What the phone asks for: every endpoint of the mobile BFF. */

import type { Bff } from '../house.ts';
import { product } from '../scene.ts';
import { loadApp, loadFromApp } from '../tree.ts';
import { restClient, restOperations, type EndpointFacts, type RestScenario } from './rest.ts';
import { aCheckout, aMove, aPut, aRemoval } from './writes.ts';

const ada = { kind: 'customer', id: 'ada' } as const;
const who = ada.id;
const keyed = (key: string) => ({ 'idempotency-key': key });

const scenarios: Readonly<Record<string, RestScenario>> = {
  home: { requires: ['catalog'] },
  listCategories: { requires: ['catalog'] },
  listProducts: { requires: ['catalog'], prepare: async () => ({ query: { category: 'desk-lamps' } }) },
  getProduct: { requires: ['catalog'], prepare: async () => ({ params: { id: product } }) },
  listReviews: { requires: ['reviews'], prepare: async () => ({ params: { id: product } }) },
  getCart: {
    who,
    requires: ['customers'],
    prepare: async (scene) => {
      await scene.fillCart(who, 2);
      return {};
    },
  },
  putCartItem: {
    who,
    requires: ['catalog', 'customers'],
    prepare: async (scene) => {
      const { productId, quantity, effect } = await aPut(scene, who);
      return { params: { productId }, body: { quantity }, effect };
    },
  },
  removeCartItem: {
    who,
    requires: ['customers'],
    prepare: async (scene) => {
      const { productId, effect } = await aRemoval(scene, who);
      return { params: { productId }, effect };
    },
  },
  checkout: {
    who,
    requires: ['pricing', 'inventory', 'customers', 'orders'],
    prepare: async (scene) => {
      const { key, effect } = await aCheckout(scene, who);
      return { headers: keyed(key), effect };
    },
  },
  listOrders: { who, requires: ['orders'] },
  getOrder: {
    who,
    requires: ['orders'],
    prepare: async (scene) => ({ params: { id: (await scene.pastOrder(ada)).id } }),
  },
  payOrder: {
    who,
    requires: ['inventory', 'orders'],
    prepare: async (scene) => {
      const { key, id, effect } = await aMove(scene, ada, 'PAID');
      return { params: { id }, headers: keyed(key), effect };
    },
  },
  cancelOrder: {
    who,
    requires: ['orders'],
    prepare: async (scene) => {
      const { key, id, effect } = await aMove(scene, ada, 'CANCELLED');
      return { params: { id }, headers: keyed(key), effect };
    },
  },
};

/** The mobile BFF. */
export async function mobileBff(): Promise<Bff> {
  const name = 'mobile-bff';
  const { features } = await loadFromApp<{ readonly features: readonly EndpointFacts[] }>(name, 'server.ts');
  return {
    name,
    app: await loadApp(name),
    operations: restOperations({ endpoints: features, scenarios }),
    enter: restClient((sub, issuer) => ({
      authorization: `Bearer ${issuer.accessToken({ sub, aud: name, roles: ['customer'], tier: 'gold' })}`,
    })),
  };
}
