/** JWTs that the identity provider signs, checked as RFC 8725 asks. What tells the kinds apart are `typ` and `aud`. */

import jwt from 'jsonwebtoken';
import type { Issuer } from './issuer.ts';
import { isSigningAlgorithm } from './signing-key.ts';

export type JwtVerdict =
  | { readonly kind: 'valid'; readonly claims: Readonly<Record<string, unknown>> }
  /** `why` is for the log, not for the caller. */
  | { readonly kind: 'invalid'; readonly why: string };

export interface JwtRules {
  readonly issuer: Issuer;
  readonly audience: string;
  /** The values of `typ` that this kind of token may have, in lower case; undefined is for none (RFC 8725 §3.11). */
  readonly types: readonly (string | undefined)[];
  /** Longest time since `iat`, in seconds. Default: not looked at. */
  readonly maxAgeS?: number;
  /** The clock, in milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

/** Longer than any token we are given, those with hundreds of groups included; shorter than what costs us anything to look at. */
const maxTokenLength = 65_536;
const maxKidLength = 128;
const clockToleranceS = 5;

const invalid = (why: string): JwtVerdict => ({ kind: 'invalid', why });

/** Checks a token. The promise rejects only when the issuer's keys cannot be had. */
export async function verifySignedJwt(token: string, rules: JwtRules): Promise<JwtVerdict> {
  if (token.length > maxTokenLength) return invalid('too long');
  const header = readHeader(token);
  if (!header) return invalid('not a JWT');
  // `jku`, `x5u` and `jwk` are never looked at: the keys are the issuer's, and so is the algorithm of each.
  const type = typeof header.typ === 'string' ? header.typ.toLowerCase() : header.typ;
  if (!rules.types.some((allowed) => allowed === type)) return invalid('typ is not of this kind of token');
  if (!isSigningAlgorithm(header.alg)) return invalid('alg is not one of ours');
  if (header.crit !== undefined) return invalid('crit');
  if (typeof header.kid !== 'string' || header.kid.length > maxKidLength) return invalid('no kid');
  const key = await rules.issuer.key(header.kid);
  if (key === undefined) return invalid('unknown kid');
  if (key.algorithm !== header.alg) return invalid('alg is not that of the key');
  try {
    const claims = jwt.verify(token, key.publicKey, {
      algorithms: [key.algorithm],
      issuer: rules.issuer.identifier,
      audience: rules.audience,
      clockTolerance: clockToleranceS,
      ...(rules.now && { clockTimestamp: Math.floor(rules.now() / 1_000) }),
      ...(rules.maxAgeS !== undefined && { maxAge: rules.maxAgeS }),
    });
    return typeof claims === 'object' ? { kind: 'valid', claims } : invalid('no claims');
  } catch (error) {
    return invalid((error as Error).message);
  }
}

interface Header {
  readonly alg?: unknown;
  readonly typ?: unknown;
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
