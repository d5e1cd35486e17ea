/** The one way out: what is common to HTTP and gRPC. */
export { inBatches } from './batches.ts';
export type { Operation, Reply, ServiceIdentity, TroubleEvent, UpstreamEvent, UpstreamOptions } from './outbound.ts';
export { troubleLevel, unprotected } from './outbound.ts';
export { parseServiceUrl, serviceUrl } from './service-url.ts';
export type { ServiceUrl } from './service-url.ts';
