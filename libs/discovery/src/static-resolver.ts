/** The endpoints that the configuration names, once and for all. */

import type { Endpoint, Resolver } from './resolver.ts';

/** A source that knows its set from the start and never changes it. */
export const createStaticResolver = (endpoints: readonly Endpoint[]): Resolver => ({
  watch: ({ onEndpoints }) => {
    onEndpoints(endpoints);
    return { close: () => undefined };
  },
});
