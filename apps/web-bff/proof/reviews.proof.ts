/** Proof of reviews that customers write. */

import { graphqlAttempt, product, type GraphqlFeatureProof } from '@frontage/proof';

const who = 'ada';
const review = { rating: 4, title: 'Quiet', text: 'Bright, and quiet.', author: 'A. L.' };

export const proof = {
  scenarios: {
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
