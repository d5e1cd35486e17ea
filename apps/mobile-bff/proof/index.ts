/** Proof of this BFF, as tools load it. Each feature's part stands beside it, in `<feature>.proof.ts`. */

import { featuresIn, httpClient, readRest, restProof, type BffProof, type SlimFeatureProof } from '@frontage/proof';
import { compose } from '../src/compose.ts';
import { configSchema, loadConfig } from '../src/config.ts';
import { features } from '../src/server.ts';
import { surface } from '../src/surface.ts';
import { bearerOf } from './bearer.ts';
import { holding } from './holding.ts';
import { keyed } from './keyed.ts';

const name = 'mobile-bff';
const { operations, ...authorization } = restProof({
  endpoints: features,
  features: await featuresIn<SlimFeatureProof>(new URL('.', import.meta.url)),
});

export const proof = {
  folder: new URL('..', import.meta.url),
  name,
  configSchema,
  compose: (env, runtime) => compose(loadConfig(env), runtime),
  surfaces: () => [surface()],
  holding,
  backingServices: ['broker'],
  operations,
  enter: async ({ origin, issuer }, who) =>
    httpClient(origin, () => (who === undefined ? {} : bearerOf(issuer, { kind: 'customer', id: who, tier: 'gold' }))),
  read: readRest,
  keyed,
  authorization: {
    ...authorization,
    callers: ['anonymous', 'customer', 'support'],
    openCredentials: async ({ origin, issuer }) => ({
      clientOf: async (who) => httpClient(origin, () => bearerOf(issuer, who)),
      close: async () => undefined,
    }),
  },
} satisfies BffProof;
