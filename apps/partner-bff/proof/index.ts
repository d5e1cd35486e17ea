/** Proof of this BFF, as tools load it. Each feature's part stands beside it, in `<feature>.proof.ts`. */

import { developmentApiKey } from '@frontage/auth/development';
import { featuresIn, httpClient, readRest, restProof, type BffProof, type RestFeatureProof } from '@frontage/proof';
import { compose } from '../src/compose.ts';
import { configSchema, loadConfig } from '../src/config.ts';
import { surfaceOf } from '../src/surface.ts';
import { endpointsOf, v2, versions } from '../src/versions.ts';
import { holding } from './holding.ts';
import { openKeyCabinet } from './key-cabinet.ts';

const { operations, ...authorization } = restProof({
  endpoints: endpointsOf(v2),
  features: await featuresIn<RestFeatureProof>(new URL('.', import.meta.url)),
  prefix: v2.prefix,
});

export const proof = {
  folder: new URL('..', import.meta.url),
  name: 'partner-bff',
  configSchema,
  // Messaging is configured and cannot be reached: no operation needs it at once.
  compose: (env, runtime) => compose(loadConfig({ MESSAGE_LOG_URL: 'log://127.0.0.1:9', ...env }), runtime),
  surfaces: () => versions.map(surfaceOf),
  holding,
  backingServices: ['broker', 'database'],
  operations,
  enter: async ({ origin }, partner) =>
    httpClient(origin, () => (partner === undefined ? {} : { authorization: `Bearer ${developmentApiKey(partner)}` })),
  read: readRest,
  authorization: {
    ...authorization,
    callers: ['anonymous', 'partner'],
    openCredentials: async ({ origin, databaseUrl }) => {
      const keys = await openKeyCabinet(databaseUrl);
      return {
        clientOf: async (who) => {
          if (who.kind !== 'partner') return httpClient(origin);
          const key = await keys.issue(who);
          return httpClient(origin, () => ({ authorization: `Bearer ${key}` }));
        },
        close: keys.close,
      };
    },
  },
} satisfies BffProof;
