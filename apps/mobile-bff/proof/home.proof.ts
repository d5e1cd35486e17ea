/** Proof of the home screen. */

import type { SlimFeatureProof } from '@frontage/proof';
import { page } from './page.ts';

export const proof = {
  scenarios: { home: { bytes: 800, peer: page('query Home'), requires: ['catalog'] } },
} satisfies SlimFeatureProof;
