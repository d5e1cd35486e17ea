/** Who is calling: session, bearer token or API key become one Principal; and who we are, on the way out. */
export { createAccessTokenVerifier } from './access-token.ts';
export type { AccessTokenClaims, AccessTokenOptions, TokenVerdict, VerifyAccessToken } from './access-token.ts';
export { apiKeyAuthenticator, apiKeyScheme, formatApiKey, hashApiKey, parseApiKey } from './api-key.ts';
export type { ApiKeyOptions, ApiKeyRecord, FindApiKey } from './api-key.ts';
export { bearerAuthenticator, bearerScheme, toPrincipal } from './bearer.ts';
export type { BearerOptions } from './bearer.ts';
export {
  developmentApiKey,
  developmentApiKeyRecords,
  developmentClientSecret,
  developmentPartners,
  developmentPepper,
  developmentSessionSecret,
  isDevelopmentSecret,
} from './development.ts';
export { createIssuer } from './issuer.ts';
export type { Issuer, IssuerMetadata, IssuerOptions, OutboundFetch } from './issuer.ts';
export { createServiceAuthorizer } from './service-authorizer.ts';
export { createServiceTokens } from './service-token.ts';
export type { ServiceTokenOptions } from './service-token.ts';
