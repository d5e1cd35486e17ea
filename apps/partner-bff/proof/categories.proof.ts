/** Proof of the list of categories. */

import { restAttempt, type RestFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { listCategories: { who: 'acme', requires: ['catalog'] } },
  attempts: { 'partner:catalog': restAttempt(() => ({ method: 'GET', path: '/v2/categories' })) },
} satisfies RestFeatureProof;
