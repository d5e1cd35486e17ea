/** From where a service is said to be to what can be watched. Every new kind of source is one case here. */

import { openAddressSource, openSrvSource, type SrvOptions } from './dns/dns-sources.ts';
import type { ServiceLocation } from './location.ts';
import { createPollingResolver, type PollingOptions } from './polling-resolver.ts';
import { toEndpoint, type Resolver } from './resolver.ts';
import { createStaticResolver } from './static-resolver.ts';

/** For tests, and for a process with name servers of its own; nothing needs to be set. */
export type ResolverOptions = PollingOptions & SrvOptions;

/** The source that a location stands for. Nothing is asked before somebody watches. */
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
