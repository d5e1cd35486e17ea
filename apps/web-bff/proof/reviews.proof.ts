/** Proof of reviews that customers write. */

import { graphqlAttempt, product, type GraphqlFeatureProof } from '@frontage/proof';

const who = 'ada';
const review = { rating: 4, title: 'Quiet', text: 'Bright, and quiet.', author: 'A. L.' };

export const proof = {
  scenarios: {
    Reviews: {
      budget: { calls: 2, waves: 2 },
      requires: ['catalog'],
      request: { variables: { id: product, sort: 'HIGHEST' } },
      shows: { product: { id: product } },
    },
    WriteReview: {
      budget: { calls: 4, waves: 3 },
      who,
      requires: ['reviews'],
      request: { variables: { input: { productId: product, ...review } } },
      shows: { writeReview: { review, errors: [] } },
    },
    DeleteReview: {
      budget: { calls: 4, waves: 3 },
      who,
      requires: ['reviews'],
      request: { variables: { input: { productId: product } } },
      shows: { deleteReview: { errors: [] } },
    },
  },
  attempts: {
    'review:write': graphqlAttempt('mutation { deleteReview(input: { productId: "p-001" }) { product { id } } }'),
  },
} satisfies GraphqlFeatureProof;
