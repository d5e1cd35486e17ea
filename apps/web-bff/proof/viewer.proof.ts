/** Proof of the viewer: the person logged in. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { Viewer: { budget: { calls: 1, waves: 1 }, who: 'ada', requires: [], shows: { viewer: { id: 'ada' } } } },
} satisfies GraphqlFeatureProof;
