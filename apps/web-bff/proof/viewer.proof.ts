/** Proof of the viewer: the person logged in. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { Viewer: { who: 'ada', requires: [], shows: { viewer: { id: 'ada' } } } },
} satisfies GraphqlFeatureProof;
