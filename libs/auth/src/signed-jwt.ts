/** JWTs signed by the identity provider, verified as RFC 8725 asks. `typ` and `aud` tell the kinds apart. */

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
  /** Accepted values of `typ` in lower case; undefined accepts a missing one (RFC 8725 §3.11). */
  readonly types: readonly (string | undefined)[];
  /** Longest time since `iat`, in seconds. Default no check. */
  readonly maxAgeS?: number;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** Longest token that is verified. Tokens with hundreds of groups are shorter; longer texts would cost time. */
const maxTokenLength = 65_536;
const maxKidLength = 128;
const clockToleranceS = 5;

const invalid = (why: string): JwtVerdict => ({ kind: 'invalid', why });

/** Verifies a token. The promise rejects only when the issuer's keys are unavailable. */
export async function verifySignedJwt(token: string, rules: JwtRules): Promise<JwtVerdict> {
  if (token.length > maxTokenLength) return invalid('too long');
  const header = readHeader(token);
  if (!header) return invalid('not a JWT');
  // `jku`, `x5u` and `jwk` are ignored: keys and their algorithms come from the issuer alone.
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
