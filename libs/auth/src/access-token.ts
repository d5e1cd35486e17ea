/** Access tokens: JWTs of the identity provider for one audience (RFC 9068). */

import type { Issuer } from './issuer.ts';
import { verifySignedJwt } from './signed-jwt.ts';

export interface AccessTokenClaims {
  readonly sub: string;
  readonly client_id: string;
  readonly exp: number;
  readonly scope: ReadonlySet<string>;
  readonly roles: readonly string[];
  readonly tier: string | undefined;
}

export type TokenVerdict =
  | { readonly kind: 'valid'; readonly claims: AccessTokenClaims }
  /** `why` is for the log, not for the caller. */
  | { readonly kind: 'invalid'; readonly why: string };

export type VerifyAccessToken = (token: string) => Promise<TokenVerdict>;

export interface AccessTokenOptions {
  readonly issuer: Issuer;
  readonly audience: string;
}

/** `typ` keeps ID, logout and access tokens apart (RFC 9068 §4). */
const types = ['at+jwt', 'application/at+jwt'];

const invalid = (why: string): TokenVerdict => ({ kind: 'invalid', why });

/** Creates the check for one audience. The promise rejects only when the issuer's keys cannot be had. */
export function createAccessTokenVerifier({ issuer, audience }: AccessTokenOptions): VerifyAccessToken {
  return async (token) => {
    const verdict = await verifySignedJwt(token, { issuer, audience, types });
    return verdict.kind === 'valid' ? readClaims(verdict.claims) : verdict;
  };
}

/** jsonwebtoken checks what is there; RFC 9068 §2.2 also says what must be. */
function readClaims({ sub, client_id, exp, scope, roles, tier }: Readonly<Record<string, unknown>>): TokenVerdict {
  if (typeof sub !== 'string' || sub === '') return invalid('no sub');
  if (typeof client_id !== 'string') return invalid('no client_id');
  if (typeof exp !== 'number') return invalid('no exp');
  const claims: AccessTokenClaims = { sub, client_id, exp, scope: readScope(scope), ...readGrades({ roles, tier }) };
  return { kind: 'valid', claims };
}

const readScope = (scope: unknown): ReadonlySet<string> => new Set(typeof scope === 'string' ? scope.split(' ') : []);

/** What our provider says about a person beyond the standard claims; nothing, if another says it differently. */
export const readGrades = ({ roles, tier }: Readonly<Record<string, unknown>>) => ({
  roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
  tier: typeof tier === 'string' ? tier : undefined,
});
