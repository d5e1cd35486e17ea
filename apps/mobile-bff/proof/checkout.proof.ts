/** Proof of checkout. */

import { aCheckout, restAttempt, type SlimFeatureProof } from '@frontage/proof';
import { randomUUID } from 'node:crypto';
import { page } from './page.ts';

const who = 'ada';

export const proof = {
  scenarios: {
    checkout: {
      bytes: 350,
      peer: page('mutation Checkout'),
      who,
      requires: ['pricing', 'inventory', 'customers', 'orders'],
      request: async (fixtures) => {
        const { key, effect } = await aCheckout(fixtures, who);
        return { headers: { 'idempotency-key': key }, effect };
      },
    },
  },
  attempts: {
    'order:place': restAttempt(({ currency }) => ({
      method: 'POST',
      path: '/checkout',
      headers: { 'idempotency-key': randomUUID(), 'accept-currency': currency },
    })),
  },
} satisfies SlimFeatureProof;
