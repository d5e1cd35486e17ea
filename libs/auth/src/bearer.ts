/** Bearer tokens (RFC 6750) as an authenticator, for the mobile app. */

import type { Authentication, Authenticator, SecurityScheme } from '@frontage/http-server';
import type { Principal, Tier } from '@frontage/policy';
import type { AccessTokenClaims, VerifyAccessToken } from './access-token.ts';

export const bearerScheme: SecurityScheme = {
  name: 'bearer',
  openapi: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token of the identity provider (RFC 9068), verified as RFC8725 demands.',
  },
};

export interface BearerOptions {
  readonly verify: VerifyAccessToken;
  /** Called with the reason for a refusal. Never with the token. */
  readonly onRejected?: (why: string) => void;
}

/** Accepts `Authorization: Bearer <access token>` alone. Never a query parameter, never a form field. */
export const bearerAuthenticator = ({ verify, onRejected }: BearerOptions): Authenticator => ({
  ...bearerScheme,
  challenge: 'Bearer',
  authenticate: async ({ header }) => {
    const authorization = header('authorization');
    if (authorization === undefined) return { kind: 'absent' };
    const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
    const verdict = token === undefined ? ({ kind: 'invalid', why: 'no bearer token' } as const) : await verify(token);
    if (verdict.kind === 'valid') {
      const { acr, auth_time: at } = verdict.claims;
      const principal = toPrincipal(verdict.claims);
      if (!principal) return withoutRole;
      return { kind: 'authenticated', principal, login: { acr, at } };
    }
    onRejected?.(verdict.why);
    return {
      kind: 'rejected',
      detail: 'The access token is missing, expired or not for this service.',
      challenge: 'Bearer error="invalid_token", error_description="The access token is not valid here"',
    };
  },
});

const withoutRole: Authentication = {
  kind: 'refused',
  code: 'FORBIDDEN',
  reason: 'NO_ROLE',
  detail: 'This account has no role here.',
};

const tiers: readonly string[] = ['standard', 'gold', 'premium'];

/** Principal of a person at the provider; undefined without a role here (grades.ts). */
export function toPrincipal({
  sub,
  roles,
  tier,
}: Pick<AccessTokenClaims, 'sub' | 'roles' | 'tier'>): Principal | undefined {
  if (roles.includes('support')) return { kind: 'support', id: sub };
  if (!roles.includes('customer')) return undefined;
  return { kind: 'customer', id: sub, tier: tiers.includes(tier ?? '') ? (tier as Tier) : 'standard' };
}
