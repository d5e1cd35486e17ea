/** Proof of the entry document. */

import { restAttempt, type RestFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { entry: { who: 'acme', requires: [], shows: { partner: 'acme' } } },
  attempts: { 'partner:enter': restAttempt(() => ({ method: 'GET', path: '/v2' })) },
} satisfies RestFeatureProof;
