/** Outbound path: what HTTP and gRPC share. */
export { inBatches } from './batches.ts';
export type { UpstreamEvent, UpstreamOptions, UpstreamPolicy } from './outbound.ts';
export { pageAfter } from './position.ts';
export { specPolicy, unprotected } from './outbound.ts';
export { troubleLevel } from './trouble.ts';
export type { TroubleEvent } from './trouble.ts';
export type { UpstreamState } from './endpoints.ts';
export { parseServiceLocation } from '@frontage/discovery';
export type { ServiceLocation } from '@frontage/discovery';
