/** Logout tokens (OpenID Connect Back-Channel Logout 1.0), with which the provider ends sessions. */

import { Failure } from '@frontage/errors';
import type { Issuer } from '../issuer.ts';
import { verifySignedJwt } from '../signed-jwt.ts';

type LogoutVerdict =
  /** At least one of `sub` and `sid` is present. */
  | { readonly kind: 'valid'; readonly jti: string; readonly sub: string | undefined; readonly sid: string | undefined }
  | { readonly kind: 'invalid'; readonly why: string };

const event = 'http://schemas.openid.net/event/backchannel-logout';
/** `typ` is recommended, not required (§2.4). `events` and the missing `nonce` also tell logout tokens from ID tokens. */
const types = ['logout+jwt', 'application/logout+jwt', 'jwt', undefined];
/** Longest age: an old token could end sessions that began after it. */
const maxAgeS = 300;
const maxLeadMs = 60_000;
/** Longest validity of a token, in milliseconds, whatever its `exp`. Uses are remembered for so long. */
export const logoutTokenLifeMs = 1_000 * maxAgeS + 2 * maxLeadMs;

const invalid = (why: string): LogoutVerdict => ({ kind: 'invalid', why });

/** Verifies a token (§2.6). The promise rejects only when the issuer's keys are unavailable. */
async function verifyLogoutToken(token: string, issuer: Issuer, clientId: string): Promise<LogoutVerdict> {
  const verdict = await verifySignedJwt(token, { issuer, audience: clientId, types, maxAgeS });
  if (verdict.kind === 'invalid') return verdict;
  const { sub, sid, iat, exp, jti, events, nonce } = verdict.claims;
  // `exp` is required (§2.4); jsonwebtoken has checked it where present.
  if (typeof exp !== 'number') return invalid('no exp');
  // `iat`: jsonwebtoken's `maxAge` requires it, but accepts one in the future.
  if (typeof iat !== 'number' || iat * 1_000 > Date.now() + maxLeadMs) return invalid('iat lies in the future');
  if (typeof jti !== 'string' || jti === '') return invalid('no jti');
  if (nonce !== undefined) return invalid('a nonce: this is an ID token');
  if (!isObject(events) || !isObject(events[event])) return invalid('not a back-channel logout event');
  const named = { sub: readId(sub), sid: readId(sid) };
  return named.sub === undefined && named.sid === undefined
    ? invalid('neither sub nor sid')
    : { kind: 'valid', jti, ...named };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const readId = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A verified logout token. It may be used once. */
export type ValidLogout = Extract<LogoutVerdict, { kind: 'valid' }>;

/** Reads a logout token. Throws MALFORMED_REQUEST for every flaw, as §2.8 knows no other refusal than 400. */
export async function readLogoutToken(token: unknown, issuer: Issuer, clientId: string): Promise<ValidLogout> {
  let cause: unknown = new Error('no logout_token');
  try {
    const verdict = typeof token === 'string' ? await verifyLogoutToken(token, issuer, clientId) : undefined;
    if (verdict?.kind === 'valid') return verdict;
    if (verdict) cause = new Error(verdict.why);
  } catch (error) {
    cause = error;
  }
  throw invalidLogout(cause);
}

/** Failure for a logout token that is missing, invalid here, or used before. */
export const invalidLogout = (cause: unknown): Failure =>
  new Failure('MALFORMED_REQUEST', 'The logout token is missing, or it is not valid here.', {
    reason: 'LOGOUT_TOKEN_INVALID',
    cause,
  });
