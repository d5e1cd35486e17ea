/** Service discovery and client-side load balancing. */
export { createBalancer } from './balancer.ts';
export type { BalancerEvent, Lease } from './balancer.ts';
export { createResolver } from './create-resolver.ts';
export { parseServiceLocation, serviceLocation } from './location.ts';
export type { ServiceLocation } from './location.ts';
export type { BalancingPolicy } from './policies.ts';
export { toEndpoint } from './resolver.ts';
export type { Endpoint, Resolver, Watcher } from './resolver.ts';
