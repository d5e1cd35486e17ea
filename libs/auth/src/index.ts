/** Who is calling: session, bearer token or API key become one Principal; and who we are, on the way out. */
export { createAccessTokenVerifier } from './access-token.ts';
export type { AccessTokenClaims, AccessTokenOptions, TokenVerdict, VerifyAccessToken } from './access-token.ts';
export { formatApiKey, parseApiKey } from './api-key/api-key.ts';
export type { KeyEnvironment } from './api-key/api-key.ts';
export { apiKeyAuthenticator, apiKeyHeaderScheme, apiKeyScheme } from './api-key/api-key-authenticator.ts';
export type { ApiKeyOptions } from './api-key/api-key-authenticator.ts';
export { createKeyAdministration } from './api-key/key-administration.ts';
export type { IssuedKey, KeyAdministration, KeyTerms } from './api-key/key-administration.ts';
export { isLive } from './api-key/key-store.ts';
export type { ApiKeyRecord, ApiKeyStore, FoundKey, KeyUse, Partner } from './api-key/key-store.ts';
export { collectKeyUses } from './api-key/key-uses.ts';
export type { KeyUses } from './api-key/key-uses.ts';
export { rememberKeys } from './api-key/known-keys.ts';
export type { FindApiKey, KnownKeysOptions } from './api-key/known-keys.ts';
export { memoryKeyStore } from './api-key/memory-key-store.ts';
export { createPeppers } from './api-key/peppers.ts';
export type { KeyHash, Peppers } from './api-key/peppers.ts';
export { bearerAuthenticator, bearerScheme, toPrincipal } from './bearer.ts';
export type { BearerOptions } from './bearer.ts';
export {
  developmentApiKey,
  developmentClientSecret,
  developmentPartners,
  developmentPepper,
  developmentSessionSecret,
  seedDevelopmentKeys,
} from './development.ts';
export type { GradeRules } from './grades.ts';
export { createIssuer } from './issuer.ts';
export type { Issuer, IssuerMetadata, IssuerOptions, OutboundFetch } from './issuer.ts';
export { watchProvider } from './provider-watch.ts';
export type { ProviderState, ProviderTrouble, ProviderWatch, ProviderWatchOptions } from './provider-watch.ts';
export { createServiceAuthorizer } from './service-authorizer.ts';
export { createServiceTokens } from './service-token.ts';
export type { ServiceTokenOptions } from './service-token.ts';
