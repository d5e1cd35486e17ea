/** HTTP upstreams. */
export { createHttpUpstream, defineHttpOperation } from './http-upstream.ts';
export type { HttpUpstreamOptions } from './http-upstream.ts';
export { createOutboundFetch } from './outbound-fetch.ts';
export { httpLocation } from './http-location.ts';
