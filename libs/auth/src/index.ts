/** Authentication of callers, and tokens for the services that we call. */
export { createIssuer } from './issuer.ts';
export type { Issuer, OutboundFetch } from './issuer.ts';
export { watchProvider } from './provider-watch.ts';
export type { ProviderState, ProviderTrouble, ProviderWatch } from './provider-watch.ts';
export { createServiceAuthorizer } from './service-authorizer.ts';
export { createServiceTokens } from './service-token.ts';
