/** The one way out: what is common to HTTP and gRPC. */
export { inBatches } from './batches.ts';
export type { UpstreamEvent, UpstreamOptions, UpstreamPolicy } from './outbound.ts';
export { pageAfter } from './position.ts';
export { specPolicy, unprotected } from './outbound.ts';
export { troubleLevel } from './trouble.ts';
export type { TroubleEvent } from './trouble.ts';
export type { UpstreamState } from './endpoints.ts';
export { parseServiceLocation } from '@frontage/discovery';
export type { ServiceLocation } from '@frontage/discovery';
