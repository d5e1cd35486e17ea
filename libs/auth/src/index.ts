/** Who is calling: session, bearer token or API key become one Principal; and who we are, on the way out. */
export { createIssuer } from './issuer.ts';
export type { Issuer, OutboundFetch } from './issuer.ts';
export { watchProvider } from './provider-watch.ts';
export type { ProviderState, ProviderTrouble, ProviderWatch } from './provider-watch.ts';
export { createServiceAuthorizer } from './service-authorizer.ts';
export { createServiceTokens } from './service-token.ts';
