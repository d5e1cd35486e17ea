/** Creates the resolver of a location. Every new kind of source is one case here. */

import { openAddressSource, openSrvSource, type SrvOptions } from './dns/dns-sources.ts';
import type { ServiceLocation } from './location.ts';
import { createPollingResolver, type PollingOptions } from './polling-resolver.ts';
import { toEndpoint, type Resolver } from './resolver.ts';
import { createStaticResolver } from './static-resolver.ts';

/** Options for tests, and for a process with name servers of its own. None has to be set. */
export type ResolverOptions = PollingOptions & SrvOptions;

/** Creates the resolver of a location. Nothing is asked before the first watch. */
export function createResolver(location: ServiceLocation, options: ResolverOptions = {}): Resolver {
  switch (location.source) {
    case 'static':
      return createStaticResolver(
        location.addresses.map((address, index) => toEndpoint({ address, weight: location.weights[index] ?? 1 })),
      );
    case 'dns':
      return createPollingResolver(() => openAddressSource(location, options), options);
    case 'srv':
      return createPollingResolver(() => openSrvSource(location, options), options);
  }
}
