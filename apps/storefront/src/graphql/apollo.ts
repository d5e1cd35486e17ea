/** Apollo Client of the shop. */

import { ApolloClient } from '@apollo/client';
import { createCache } from './cache.ts';
import { createDocumentsLink } from './documents-link.ts';
import { createPartStates } from './part-states.ts';

declare module '@apollo/client' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way in which Apollo Client is told of its default options
  namespace ApolloClient {
    // eslint-disable-next-line @typescript-eslint/no-namespace
    namespace DeclareDefaultOptions {
      interface WatchQuery {
        errorPolicy: 'all';
      }
      interface Query {
        errorPolicy: 'all';
      }
      interface Mutate {
        errorPolicy: 'all';
      }
    }
  }
}

/** States of the parts of all answers. */
export const partStates = createPartStates();

export const client = new ApolloClient({
  link: createDocumentsLink(partStates),
  cache: createCache(),
  // A page shows what there is; what is missing is named beside it.
  defaultOptions: { watchQuery: { errorPolicy: 'all' }, query: { errorPolicy: 'all' }, mutate: { errorPolicy: 'all' } },
});
