/** Endpoints that the configuration names. */

import type { Endpoint, Resolver } from './resolver.ts';

/** Creates a resolver whose set never changes. */
export const createStaticResolver = (endpoints: readonly Endpoint[]): Resolver => ({
  watch: ({ onEndpoints }) => {
    onEndpoints(endpoints);
    return { close: () => undefined };
  },
});
