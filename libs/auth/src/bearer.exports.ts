/** Access tokens as bearer credentials (RFC 6750, RFC 9068). */
export { createAccessTokenVerifier } from './access-token.ts';
export { bearerAuthenticator, bearerScheme } from './bearer.ts';
