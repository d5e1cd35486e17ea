/** Proof of this BFF, as tools load it. Each feature's part stands beside it, in `<feature>.proof.ts`. */

import { publicSecondsBy } from '@frontage/graphql-server';
import { featuresIn, graphqlProof, readGraphql, type BffProof, type GraphqlFeatureProof } from '@frontage/proof';
import { access, fieldAccess } from '../src/access.ts';
import { compose } from '../src/compose.ts';
import { configSchema, loadConfig } from '../src/config.ts';
import { models } from '../src/models.ts';
import { budgets } from '../src/operation-limits.ts';
import { features } from '../src/schema.ts';
import { sources } from '../src/sources.ts';
import { surface } from '../src/surface.ts';
import { browserOf } from './browser.ts';
import { readOperations } from './operations.ts';

const sdl = surface().content;
const { operations, ...authorization } = graphqlProof({
  sdl,
  operations: readOperations(),
  features: await featuresIn<GraphqlFeatureProof>(new URL('.', import.meta.url)),
  budgets,
  access,
  fieldAccess,
});

export const proof = {
  folder: new URL('..', import.meta.url),
  name: 'web-bff',
  configSchema,
  compose: (env, runtime) => compose(loadConfig(env), runtime),
  surfaces: () => [surface()],
  backingServices: ['broker'],
  operations,
  enter: ({ origin }, who) => browserOf(origin, who),
  read: readGraphql,
  authorization: {
    ...authorization,
    callers: ['anonymous', 'customer', 'support'],
    openCredentials: async ({ origin }) => {
      // One browser for each customer: logging in is slow.
      const browsers = new Map<string | undefined, ReturnType<typeof browserOf>>();
      return {
        clientOf: (who) => {
          const id = 'id' in who ? who.id : undefined;
          if (!browsers.has(id)) browsers.set(id, browserOf(origin, id));
          return browsers.get(id)!;
        },
        close: async () => undefined,
      };
    },
  },
  graphql: {
    sdl,
    publicSecondsOf: publicSecondsBy({ parts: features, access, fieldAccess }),
    sources,
    resolvers: {
      models,
      context: './context.ts#WebContext',
      scalars: { ID: 'string', Date: 'string', DateTime: 'string', SafeInt: 'number' },
    },
  },
} satisfies BffProof;
