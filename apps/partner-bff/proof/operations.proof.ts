/** Proof of operations, on one that is seeded in development. */

import type { RestFeatureProof } from '@frontage/proof';
import { developmentOperation } from '../src/operations/development-operation.ts';

export const proof = {
  scenarios: {
    getOperation: {
      who: developmentOperation.partnerId,
      requires: ['database'],
      request: { params: { id: developmentOperation.id } },
      shows: { status: 'failed', refused: 1 },
    },
  },
} satisfies RestFeatureProof;
