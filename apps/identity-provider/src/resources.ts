/** Resources: audiences of access tokens, and the clients that may ask for them (RFC 8707, RFC 9068). */

import { serviceNames } from '@frontage/seed';
import type { Client, ClientCredentials, AccessToken, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { findPerson, toTokenClaims } from './accounts.ts';
import { mobileApp } from './clients.ts';
import { InvalidTarget } from './oidc-provider.ts';

const prefix = 'urn:frontage:';

/** Audience of users' tokens, by client: the BFF that it logs people in for. */
const userAudience: Readonly<Record<string, string>> = { 'web-bff': 'web-bff', [mobileApp]: 'mobile-bff' };

const serviceAudiences: readonly string[] = serviceNames;

/** Lifetime of a client-credentials token, in seconds. */
export const serviceTokenTtlS = 600;

/** Scopes of users' tokens (RFC 9068 §2.2.3). */
export const userScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

const isClientCredentials = (ctx: KoaContextWithOIDC): boolean =>
  ctx.oidc.route === 'token' && ctx.oidc.params?.['grant_type'] === 'client_credentials';

/**
 * The resource server behind an indicator. Throws InvalidTarget for any other.
 *
 * A service's token goes only to a process in its own name, and a BFF's only to a user, so that a client is never taken for a person (RFC
 * 9068 §5).
 */
export function describeResource(ctx: KoaContextWithOIDC, indicator: string, client: Client): ResourceServer {
  const audience = indicator.startsWith(prefix) ? indicator.slice(prefix.length) : '';
  const jwt = { accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } }, audience } as const;
  if (isClientCredentials(ctx)) {
    if (serviceAudiences.includes(audience)) return { ...jwt, scope: 'act' };
  } else if (audience !== '' && userAudience[client.clientId] === audience) {
    return { ...jwt, scope: userScopes.join(' ') };
  }
  throw new InvalidTarget();
}

/**
 * Resource of a request that names none.
 *
 * The phone always talks to mobile-bff. web-bff's users get a token for the userinfo endpoint, since their tokens never travel further.
 * Client credentials without an audience are refused, being useless.
 */
export function defaultResource(
  ctx: KoaContextWithOIDC,
  client: Client,
  oneOf?: readonly string[],
): string | readonly string[] | undefined {
  if (oneOf) return oneOf;
  if (isClientCredentials(ctx)) throw new InvalidTarget();
  return client.clientId === mobileApp ? `${prefix}mobile-bff` : undefined;
}

/** Claims of people's tokens: roles, tier and the time of login (RFC 9068 §2.2.1), which a BFF may require to be recent. */
export function extraTokenClaims(
  { oidc }: KoaContextWithOIDC,
  token: AccessToken | ClientCredentials,
): Record<string, unknown> | undefined {
  const person = 'accountId' in token ? findPerson(token.accountId) : undefined;
  const { authTime } = oidc.entities.AuthorizationCode ?? oidc.entities.RefreshToken ?? {};
  return person && { ...toTokenClaims(person), auth_time: authTime };
}
