/** Proof of inventory levels. A product that nobody orders is counted. */

import { restAttempt, type Fixtures, type RestFeatureProof } from '@frontage/proof';
import { randomInt } from 'node:crypto';

const who = 'acme';
const productId = 'p-019';
const params = { productId };
const headers = { 'if-match': '*' };

/** Pieces on hand in one warehouse. */
const onHand = async ({ ask }: Fixtures): Promise<object> => {
  const level = await ask(who, { method: 'GET', path: `/v2/inventory-levels/${productId}` });
  const { gdn } = (level as { readonly warehouses: Readonly<Record<string, { readonly onHand: number }>> }).warehouses;
  return { onHand: gdn!.onHand };
};

export const proof = {
  scenarios: {
    listInventoryLevels: { who, requires: ['inventory'], request: { query: { status: 'LOW', limit: '5' } } },
    getInventoryLevel: { who, requires: ['inventory'], request: { params }, shows: { product: productId } },
    changeInventoryLevel: {
      who,
      requires: ['catalog', 'inventory'],
      request: async (fixtures) => {
        const once = { onHand: randomInt(100, 1_000_000) };
        return { params, headers, body: { warehouses: { gdn: once } }, effect: { once, now: () => onHand(fixtures) } };
      },
      shows: { product: productId, status: 'IN_STOCK' },
    },
  },
  attempts: {
    // A warehouse that is none: where access is granted, nothing is counted.
    'inventory:write': restAttempt(() => ({
      method: 'PATCH',
      path: `/v2/inventory-levels/${productId}`,
      headers,
      body: { warehouses: { nowhere: { onHand: 1 } } },
    })),
  },
} satisfies RestFeatureProof;
