/** Proof of the rest of screens: all that may be missing is. */

import { product, type SlimFeatureProof } from '@frontage/proof';
import { restLink, type Screen } from '../src/rest.ts';
import { createTokens, developmentTokenSecret } from '../src/tokens.ts';

/** Tokens of an hour ahead: a trial sends its request again after ten minutes. */
const tokens = createTokens([developmentTokenSecret], () => Date.now() + 3_600_000);

/** Token that a visitor gets with a screen without these parts. */
function tokenOf(screen: Screen, degraded: readonly string[], shown: readonly string[]): string {
  const call = { caller: { kind: 'anonymous' }, ledger: { degraded } } as const;
  const { rest } = restLink(screen, { tokens, call }, { shown, currency: 'EUR' });
  return rest!.split('/').at(-1)!;
}

const extras = ['prices', 'stock', 'reviews', 'recommendations'];
const featured = Array.from({ length: 8 }, (_, index) => `p-00${index + 1}`);

export const proof = {
  scenarios: {
    homeRest: {
      bytes: 800,
      requires: [],
      request: async () => ({ params: { missing: tokenOf('home', [...extras, 'categories'], featured) } }),
    },
    productRest: {
      bytes: 250,
      requires: [],
      request: async () => ({ params: { missing: tokenOf('product', extras, [product]) } }),
      shows: { id: product },
    },
  },
} satisfies SlimFeatureProof;
