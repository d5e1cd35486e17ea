/** Service discovery and client-side load balancing. */
export { createBalancer } from './balancer.ts';
export type { Balancer, BalancerEvent, BalancerOptions, EndpointState, Lease } from './balancer.ts';
export { createResolver } from './create-resolver.ts';
export type { ResolverOptions } from './create-resolver.ts';
export type { EjectionOptions } from './health.ts';
export { parseServiceLocation, serviceLocation } from './location.ts';
export type { DnsLocation, ServiceLocation, ServiceScheme, SrvLocation, StaticLocation } from './location.ts';
export { leastOutstanding, roundRobin, weighted } from './policies.ts';
export type { BalancingPolicy, Candidate, Choose } from './policies.ts';
export { toEndpoint } from './resolver.ts';
export type { Endpoint, Resolver, Watch, Watcher } from './resolver.ts';
