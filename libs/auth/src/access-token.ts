/** Access tokens: JWTs of the identity provider for one audience (RFC 9068). */

import { isCallerId } from '@frontage/call/headers';
import { readGrades, type GradeRules } from './grades.ts';
import type { Issuer } from './issuer.ts';
import { verifySignedJwt } from './signed-jwt.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

export interface AccessTokenClaims {
  readonly sub: string;
  readonly client_id: string;
  readonly exp: number;
  readonly scope: ReadonlySet<string>;
  readonly roles: readonly string[];
  readonly tier: string | undefined;
  /**
   * Authentication context class, and below it the login time (RFC 9068 §2.2.1). Undefined when the token has none; the time is in seconds
   * since the epoch.
   */
  readonly acr: string | undefined;
  readonly auth_time: number | undefined;
}

export type TokenVerdict =
  | { readonly kind: 'valid'; readonly claims: AccessTokenClaims }
  /** `why` is for the log, not for the caller. */
  | { readonly kind: 'invalid'; readonly why: string };

export type VerifyAccessToken = (token: string) => Promise<TokenVerdict>;

export interface AccessTokenOptions {
  readonly issuer: Issuer;
  readonly audience: string;
  /**
   * Accepted values of `typ` in lower case; undefined accepts a missing one. Default `at+jwt` (RFC 9068 §4), which tells access tokens from
   * all others. Tokens with claims of another kind are always refused. With other values than the default, the audience must also be no
   * client's id, which is the audience of ID and logout tokens.
   */
  readonly types?: readonly (string | undefined)[];
  /** Claims of roles and tier. Default those of our own provider. */
  readonly grades?: Partial<GradeRules>;
  /** Most verified tokens remembered, each until it expires and for ten minutes at most. Default 10,000. */
  readonly maxTokens?: number;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** `typ` keeps ID, logout and access tokens apart (RFC 9068 §4). */
const accessTokenTypes = ['at+jwt'];

const invalid = (why: string): TokenVerdict => ({ kind: 'invalid', why });

/** Creates the verification for one audience. The promise rejects only when the issuer's keys are unavailable. */
export function createAccessTokenVerifier(options: AccessTokenOptions): VerifyAccessToken {
  const { issuer, audience, grades, maxTokens, now = () => Date.now() } = options;
  // RFC 7515 §4.1.9: the prefix `application/` is optional.
  const types = (options.types ?? accessTokenTypes).flatMap((type) =>
    type === undefined ? [type] : [type, `application/${type}`],
  );
  const verified = createVerifiedTokens<AccessTokenClaims>({ now, ...(maxTokens !== undefined && { maxTokens }) });
  return async (token) => {
    const known = verified.get(token);
    if (known) return { kind: 'valid', claims: known };
    const signed = await verifySignedJwt(token, { issuer, audience, types, now });
    const verdict = signed.kind === 'valid' ? readClaims(signed.claims, grades) : signed;
    if (verdict.kind === 'valid') verified.put(token, verdict.claims);
    return verdict;
  };
}

/**
 * Claims that mark another kind of token. `nonce`, `at_hash` and `c_hash` are of ID tokens (OpenID Connect Core 1.0 §3.1.3.6, §3.3.2.11),
 * `events` is of logout tokens (Back-Channel Logout 1.0 §2.4).
 */
const otherMarks = ['nonce', 'at_hash', 'c_hash', 'events'];

/** Required claims of RFC 9068 §2.2. jsonwebtoken checks only claims that are present. */
function readClaims(claims: Readonly<Record<string, unknown>>, grades: Partial<GradeRules> = {}): TokenVerdict {
  if (otherMarks.some((mark) => claims[mark] !== undefined)) return invalid('another kind of token');
  const { sub, client_id: named, azp, exp, scope, acr, auth_time } = claims;
  // `azp`: the client's id in tokens of providers that do not follow RFC 9068.
  const client_id = named ?? azp;
  if (!isCallerId(sub)) return invalid('no sub of up to 255 ASCII characters');
  if (typeof client_id !== 'string') return invalid('no client_id');
  if (typeof exp !== 'number') return invalid('no exp');
  return {
    kind: 'valid',
    claims: {
      sub,
      client_id,
      exp,
      scope: readScope(scope),
      ...readGrades(claims, grades),
      acr: typeof acr === 'string' ? acr : undefined,
      auth_time: typeof auth_time === 'number' ? auth_time : undefined,
    },
  };
}

const readScope = (scope: unknown): ReadonlySet<string> => new Set(typeof scope === 'string' ? scope.split(' ') : []);
