/** What a partner's program asks for: every endpoint of the partner BFF. */

import { developmentApiKey } from '@frontage/auth';
import type { Bff } from '../house.ts';
import { product } from '../scene.ts';
import { loadApp, loadFromApp } from '../tree.ts';
import { restClient, restOperations, type EndpointFacts, type RestScenario } from './rest.ts';
import { aMove, aPlacing } from './writes.ts';

const acme = { kind: 'partner', id: 'acme' } as const;
const who = acme.id;
const keyed = (key: string) => ({ 'idempotency-key': key });

const scenarios: Readonly<Record<string, RestScenario>> = {
  entry: { who, requires: [] },
  listProducts: { who, requires: ['catalog'], prepare: async () => ({ query: { category: 'desk-lamps' } }) },
  getProduct: { who, requires: ['catalog'], prepare: async () => ({ params: { id: product } }) },
  listCategories: { who, requires: ['catalog'] },
  placeOrder: {
    who,
    requires: ['pricing', 'inventory', 'orders'],
    prepare: async (scene) => {
      const { key, lines, effect } = await aPlacing(scene, acme);
      return { headers: keyed(key), body: { lines }, effect };
    },
  },
  listOrders: { who, requires: ['orders'] },
  getOrder: {
    who,
    requires: ['orders'],
    prepare: async (scene) => ({ params: { id: (await scene.pastOrder(acme)).id } }),
  },
  payOrder: {
    who,
    requires: ['inventory', 'orders'],
    prepare: async (scene) => {
      const { key, id, effect } = await aMove(scene, acme, 'PAID');
      return { params: { id }, headers: keyed(key), effect };
    },
  },
  cancelOrder: {
    who,
    requires: ['orders'],
    prepare: async (scene) => {
      const { key, id, effect } = await aMove(scene, acme, 'CANCELLED');
      return { params: { id }, headers: keyed(key), effect };
    },
  },
};

/** The partner BFF. */
export async function partnerBff(): Promise<Bff> {
  const name = 'partner-bff';
  interface Versions {
    readonly v2: { readonly prefix: string };
    readonly endpointsOf: (version: Versions['v2']) => readonly EndpointFacts[];
  }
  const { v2, endpointsOf } = await loadFromApp<Versions>(name, 'versions.ts');
  return {
    name,
    app: await loadApp(name),
    operations: restOperations({ endpoints: endpointsOf(v2), scenarios, prefix: v2.prefix }),
    enter: restClient((partner) => ({ authorization: `Bearer ${developmentApiKey(partner)}` })),
  };
}
