/** The seven fakes together, for specs and benches of the BFFs. */
export { hostDomain } from './host-domain.ts';
export type { HostedDomain } from './host-domain.ts';
