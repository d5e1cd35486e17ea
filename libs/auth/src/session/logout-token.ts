/** Logout tokens: how the provider says, behind the browser's back, that a session is over (OpenID Connect Back-Channel Logout 1.0). */

import { Failure } from '@frontage/errors';
import type { Issuer } from '../issuer.ts';
import { verifySignedJwt } from '../signed-jwt.ts';

type LogoutVerdict =
  /** At least one of `sub` and `sid` is there. */
  | { readonly kind: 'valid'; readonly jti: string; readonly sub: string | undefined; readonly sid: string | undefined }
  | { readonly kind: 'invalid'; readonly why: string };

const event = 'http://schemas.openid.net/event/backchannel-logout';
/** `typ` is recommended but not required (§2.4); what else tells them from ID tokens are `events` and the missing `nonce`. */
const types = ['logout+jwt', 'application/logout+jwt', 'jwt', undefined];
/** An old one could end sessions that were begun after it. */
const maxAgeS = 300;
const maxLeadMs = 60_000;
/** How long a token is good for, in milliseconds, whatever it says: after that, nobody need remember that it was used. */
export const logoutTokenLifeMs = 1_000 * maxAgeS + 2 * maxLeadMs;

const invalid = (why: string): LogoutVerdict => ({ kind: 'invalid', why });

/** Checks a token as §2.6 asks. The promise rejects only when the issuer's keys cannot be had. */
async function verifyLogoutToken(token: string, issuer: Issuer, clientId: string): Promise<LogoutVerdict> {
  const verdict = await verifySignedJwt(token, { issuer, audience: clientId, types, maxAgeS });
  if (verdict.kind === 'invalid') return verdict;
  const { sub, sid, iat, exp, jti, events, nonce } = verdict.claims;
  // Required (§2.4), and looked at already where it is there.
  if (typeof exp !== 'number') return invalid('no exp');
  // `maxAge` makes jsonwebtoken demand an `iat`, but lets it lie in the future.
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

/** A logout token that may be followed, once. */
export type ValidLogout = Extract<LogoutVerdict, { kind: 'valid' }>;

/** Reads a logout token; throws MALFORMED_REQUEST for everything that is wrong with it, as §2.8 knows no other refusal than 400. */
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

/** A logout token that is missing, not valid here, or was used before. */
export const invalidLogout = (cause: unknown): Failure =>
  new Failure('MALFORMED_REQUEST', 'The logout token is missing, or it is not valid here.', {
    reason: 'LOGOUT_TOKEN_INVALID',
    cause,
  });
