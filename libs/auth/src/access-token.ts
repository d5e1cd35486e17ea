/** Access tokens: JWTs of the identity provider for one audience (RFC 9068), checked as RFC 8725 asks. */

import jwt from 'jsonwebtoken';
import type { Issuer } from './issuer.ts';

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

/** Longer than any token we issue; shorter than what costs us anything to look at. */
const maxTokenLength = 8_192;
const clockToleranceS = 5;

const invalid = (why: string): TokenVerdict => ({ kind: 'invalid', why });

/** Creates the check for one audience. The promise rejects only when the issuer's keys cannot be had. */
export function createAccessTokenVerifier({ issuer, audience }: AccessTokenOptions): VerifyAccessToken {
  return async (token) => {
    if (token.length > maxTokenLength) return invalid('too long');
    const header = readHeader(token);
    if (!header) return invalid('not a JWT');
    // `typ` keeps ID, logout and access tokens apart (RFC 8725 §3.11). `jku` and `x5u` are never looked at.
    if (header.typ?.toLowerCase() !== 'at+jwt') return invalid(`typ ${header.typ}`);
    if (header.alg !== 'RS256') return invalid(`alg ${header.alg}`);
    if (header.crit !== undefined) return invalid('crit');
    if (typeof header.kid !== 'string' || header.kid.length > 128) return invalid('no kid');
    const key = await issuer.key(header.kid);
    if (key === undefined) return invalid('unknown kid');
    try {
      const claims = jwt.verify(token, key, {
        algorithms: ['RS256'],
        issuer: issuer.identifier,
        audience,
        clockTolerance: clockToleranceS,
      });
      return readClaims(claims as Record<string, unknown>);
    } catch (error) {
      return invalid((error as Error).message);
    }
  };
}

interface Header {
  readonly alg?: string;
  readonly typ?: string;
  readonly kid?: unknown;
  readonly crit?: unknown;
}

function readHeader(token: string): Header | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.', 1)[0]!, 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null ? header : undefined;
  } catch {
    return undefined;
  }
}

/** jsonwebtoken checks what is there; RFC 9068 §2.2 also says what must be. */
function readClaims({ sub, client_id, exp, scope, roles, tier }: Record<string, unknown>): TokenVerdict {
  if (typeof sub !== 'string' || sub === '') return invalid('no sub');
  if (typeof client_id !== 'string') return invalid('no client_id');
  if (typeof exp !== 'number') return invalid('no exp');
  const claims: AccessTokenClaims = {
    sub,
    client_id,
    exp,
    scope: new Set(typeof scope === 'string' ? scope.split(' ') : []),
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    tier: typeof tier === 'string' ? tier : undefined,
  };
  return { kind: 'valid', claims };
}
