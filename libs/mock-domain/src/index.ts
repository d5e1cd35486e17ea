/** The seven fakes together, for specs and benches of the BFFs. */
export { hostDomain, serviceNames } from './host-domain.ts';
export type { DomainOptions, HostedDomain, ServiceName } from './host-domain.ts';
