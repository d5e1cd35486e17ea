/** HTTP upstreams. */
export { createHttpUpstream, defineHttpOperation } from './http-upstream.ts';
export type { HttpOperation, HttpRequest, HttpUpstream, HttpUpstreamOptions } from './http-upstream.ts';
export { createUndiciAdapter } from './undici-adapter.ts';
export type { UndiciAdapter, UndiciAdapterOptions } from './undici-adapter.ts';
export { createOutboundFetch } from './outbound-fetch.ts';
export type { OutboundFetchOptions } from './outbound-fetch.ts';
export { httpLocation } from './http-location.ts';
