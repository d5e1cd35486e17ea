/** Proof of the list of categories. */

import type { SlimFeatureProof } from '@frontage/proof';
import { page } from './page.ts';

export const proof = {
  scenarios: {
    listCategories: { bytes: 500, peer: page('query Categories'), requires: ['catalog'] },
  },
} satisfies SlimFeatureProof;
