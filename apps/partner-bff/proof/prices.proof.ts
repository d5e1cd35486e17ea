/** Proof of prices. */

import { product, type RestFeatureProof } from '@frontage/proof';

const who = 'acme';
const requires = ['catalog', 'pricing'] as const;

export const proof = {
  scenarios: {
    listPrices: { who, requires, request: { query: { category: 'desk-lamps', currency: 'JPY' } } },
    getPrice: { who, requires, request: { params: { productId: product } }, shows: { product } },
  },
} satisfies RestFeatureProof;
