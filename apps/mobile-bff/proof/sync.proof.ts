/** Proof of the changes since a token: an app that is opened again, and nothing is new. */

import type { SlimFeatureProof } from '@frontage/proof';

const who = 'ada';

export const proof = {
  scenarios: {
    sync: {
      bytes: 300,
      who,
      requires: [],
      request: async (fixtures) => {
        const { next } = (await fixtures.ask(who, { method: 'GET', path: '/sync' })) as { readonly next: string };
        return { query: { since: next } };
      },
    },
  },
} satisfies SlimFeatureProof;
