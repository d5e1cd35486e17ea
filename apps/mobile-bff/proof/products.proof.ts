/** Proof of product lists and of the product screen. */

import { product, type SlimFeatureProof } from '@frontage/proof';
import { page } from './page.ts';

export const proof = {
  scenarios: {
    listProducts: {
      bytes: 800,
      peer: page('query ProductGrid'),
      requires: ['catalog'],
      request: { query: { category: 'desk-lamps' } },
    },
    getProduct: {
      bytes: 450,
      peer: page('query ProductFacts', 'query ProductOffer'),
      requires: ['catalog'],
      request: { params: { id: product } },
      shows: { id: product },
    },
  },
} satisfies SlimFeatureProof;
