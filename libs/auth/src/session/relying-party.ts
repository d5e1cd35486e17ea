/** Relying party: requests to the provider for a session, as a confidential client. Only this file knows openid-client. */

import { isCallerId } from '@frontage/call/headers';
import { Failure, isFailure } from '@frontage/errors';
import { isPlainHttp } from '@frontage/network-address';
import * as oidc from 'openid-client';
import { readGrades, type GradeRules } from '../grades.ts';
import { notAcceptedMessage, unavailable, type Issuer, type OutboundFetch } from '../issuer.ts';
import { verifySignedJwt } from '../signed-jwt.ts';
import type { LoginTransaction } from './login-transaction.ts';
import { readLogoutToken, type ValidLogout } from './logout-token.ts';
import type { Identity, Session } from './session-store.ts';

/** Result of a login. */
export type Login = Pick<Session, 'identity' | 'providerSid' | 'refreshToken' | 'renewAt'>;

export type Renewal =
  /** Tokens were renewed. `change`: the members that differ. */
  | { readonly kind: 'renewed'; readonly change: Partial<Login> }
  /** The login has ended. The provider refused the refresh token for good, would have to ask the person, or answered for another person. */
  | { readonly kind: 'over'; readonly why: 'refresh-token-dead' | 'login-required' | 'another-person' }
  /**
   * The provider refused this token, or its answer failed a check here. Another token may succeed. `change`: members that differ all the
   * same, as the token may have been rotated.
   */
  | { readonly kind: 'refused'; readonly error: unknown; readonly change?: Pick<Login, 'refreshToken'> }
  /** No token could succeed. The provider is unreachable, gave no sensible answer, or refuses this client. */
  | { readonly kind: 'failed'; readonly error: unknown };

export interface RelyingPartyOptions {
  readonly issuer: Issuer;
  readonly fetch: OutboundFetch;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Callback URL; registered with the provider, and compared exactly. */
  readonly redirectUri: string;
  readonly scope: string;
  readonly grades: Partial<GradeRules>;
  /** Parameter with the URL to return to after a logout. */
  readonly returnParameter: string;
  readonly now: () => number;
}

/**
 * Requests to the provider. Every method but `renew` throws a Failure, UNAVAILABLE for an unreachable provider unless it says otherwise.
 */
export interface RelyingParty {
  /** URL of the provider's login. */
  authorizationUrl(transaction: LoginTransaction): Promise<URL>;
  /** Completes a login. Checks the browser's answer (`state`, `iss`), exchanges its code, verifies the ID token. */
  exchange(answer: URLSearchParams, transaction: LoginTransaction): Promise<Login>;
  /** Renews the tokens of a session. */
  renew(session: Session): Promise<Renewal>;
  /** Revokes a refresh token, if the provider has an endpoint for it. */
  revoke(refreshToken: string): Promise<void>;
  /**
   * URL that ends the provider's session; undefined when the provider has none. It names the session by `sid` (`logout_hint`), never by an
   * ID token (`id_token_hint`), which the browser would see; `client_id` names this client.
   */
  endSessionUrl(session: Session, returnUrl: string): Promise<URL | undefined>;
  /** Reads a logout token (Back-Channel Logout 1.0 §2.6). Throws MALFORMED_REQUEST, also when the provider's keys are unavailable. */
  readLogoutToken(token: unknown): Promise<ValidLogout>;
}

export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const { issuer, clientId, redirectUri, scope, grades, now } = options;
  let known: oidc.Configuration | undefined;
  /** Configuration, made at first use: the provider may be down at start. */
  const configuration = async (): Promise<oidc.Configuration> =>
    (known ??= configure(options, (await issuer.metadata()) as oidc.ServerMetadata));

  /** Tokens of an answer, with the ID token's signature verified. OIDC Core §3.1.3.7 would let TLS suffice. */
  async function readTokens(tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers) {
    const claims = tokens.claims();
    if (tokens.id_token !== undefined) {
      const verdict = await verifySignedJwt(tokens.id_token, { issuer, audience: clientId, types: ['jwt', undefined] });
      if (verdict.kind === 'invalid') throw invalidLogin(new Error(`ID token: ${verdict.why}`));
    }
    return {
      claims,
      ...(tokens.refresh_token !== undefined && { refreshToken: tokens.refresh_token }),
      ...(tokens.expires_in !== undefined && { renewAt: now() + tokens.expires_in * 1_000 }),
    };
  }

  return {
    authorizationUrl: async ({ state, nonce, codeVerifier }) =>
      oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }),

    exchange: async (answer, { state, nonce, codeVerifier }) => {
      try {
        const tokens = await oidc.authorizationCodeGrant(
          await configuration(),
          new URL(`${redirectUri}?${answer.toString()}`),
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true },
        );
        const { claims, ...rest } = await readTokens(tokens);
        return { ...rest, ...readIdentity(claims!, grades) };
      } catch (error) {
        throw toLoginFailure(error);
      }
    },

    renew: async ({ refreshToken, identity }) => {
      let given: oidc.TokenEndpointResponse | undefined;
      try {
        const tokens = await oidc.refreshTokenGrant(await configuration(), refreshToken!);
        given = tokens;
        const { claims, ...change } = await readTokens(tokens);
        // OIDC Core §12.2: the new ID token must be about the same person.
        if (claims && claims.sub !== identity.sub) return { kind: 'over', why: 'another-person' };
        return {
          kind: 'renewed',
          change: { ...change, ...(claims && { identity: readIdentity(claims, grades).identity }) },
        };
      } catch (error) {
        return toRenewal(error, given?.refresh_token);
      }
    },

    revoke: async (refreshToken) => {
      const provider = await configuration();
      if (provider.serverMetadata().revocation_endpoint === undefined) return;
      await oidc.tokenRevocation(provider, refreshToken, { token_type_hint: 'refresh_token' });
    },

    endSessionUrl: async ({ providerSid, identity }, returnUrl) => {
      const provider = await configuration();
      if (provider.serverMetadata().end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(provider, {
        logout_hint: providerSid ?? identity.sub,
        [options.returnParameter]: returnUrl,
      });
    },

    readLogoutToken: (token) => readLogoutToken(token, issuer, clientId),
  };
}

function configure(
  { issuer, fetch, clientId, clientSecret }: RelyingPartyOptions,
  metadata: oidc.ServerMetadata,
): oidc.Configuration {
  const configuration = new oidc.Configuration(metadata, clientId, {}, oidc.ClientSecretBasic(clientSecret));
  configuration[oidc.customFetch] = fetch as oidc.CustomFetch;
  // session-handler.ts has checked that this is a loopback address.
  if (isPlainHttp(issuer.identifier)) oidc.allowInsecureRequests(configuration);
  return configuration;
}

function readIdentity(claims: oidc.IDToken, grades: Partial<GradeRules>): Pick<Login, 'identity' | 'providerSid'> {
  const { sub, name, email, sid } = claims;
  if (!isCallerId(sub)) throw invalidLogin(new Error('ID token: no sub of up to 255 ASCII characters'));
  const { roles, tier } = readGrades(claims, grades);
  const identity: Identity = {
    sub,
    roles,
    ...(typeof name === 'string' && { name }),
    ...(typeof email === 'string' && { email }),
    ...(tier !== undefined && { tier }),
  };
  return { identity, ...(typeof sid === 'string' && { providerSid: sid }) };
}

/** Failure of a login that began in another browser, expired, or is finished. */
export const expiredLogin = (cause?: unknown): Failure =>
  new Failure('INVALID_INPUT', 'This login is over, or was begun in another browser. Please log in again.', {
    reason: 'LOGIN_EXPIRED',
    cause,
  });

const invalidLogin = (cause: unknown): Failure =>
  new Failure(
    'INVALID_INPUT',
    'The answer of the identity provider is not the one to this login. Please log in again.',
    {
      reason: 'LOGIN_INVALID',
      cause,
    },
  );

const refusedLogin = (cause: unknown): Failure =>
  new Failure('FORBIDDEN', 'The identity provider did not log you in.', { reason: 'LOGIN_REFUSED', cause });

const notAccepted = (cause: unknown): Failure =>
  new Failure('UPSTREAM_FAILED', notAcceptedMessage, { service: 'identity-provider', cause });

/** openid-client's codes for an answer that fails a check (`state`, `iss`, `nonce`, times, form). */
const failedChecks: ReadonlySet<string | undefined> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_PARSE_ERROR',
  'OAUTH_UNSUPPORTED_OPERATION',
]);
/** Errors for which the provider must ask the person (OIDC Core §3.1.2.6). A refresh cannot. */
const wantsPerson: ReadonlySet<string> = new Set([
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
]);
/** Errors that are not about the token. They are about this client (RFC 6749 §5.2) or the provider's state (§4.1.2.1). */
const aboutEverybody: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'server_error',
  'temporarily_unavailable',
]);
const tooManyRequests = 429;

/**
 * Renewal that failed. An OAuth error not known to affect all callers is about this token: the wrong guess then costs a request for each
 * session, while the opposite guess would let one session's error stop the renewals of all.
 */
function toRenewal(error: unknown, rotated: string | undefined): Renewal {
  if (error instanceof oidc.ResponseBodyError) {
    if (error.error === 'invalid_grant') return { kind: 'over', why: 'refresh-token-dead' };
    if (wantsPerson.has(error.error)) return { kind: 'over', why: 'login-required' };
    const isToken = error.status < 500 && error.status !== tooManyRequests && !aboutEverybody.has(error.error);
    return { kind: isToken ? 'refused' : 'failed', error };
  }
  // INVALID_INPUT is a bad ID token; UNAVAILABLE, missing keys to verify it with.
  const isBadToken = isFailure(error)
    ? error.code === 'INVALID_INPUT'
    : error instanceof oidc.ClientError && failedChecks.has(error.code) && error.code !== 'OAUTH_PARSE_ERROR';
  if (!isBadToken) return { kind: 'failed', error };
  return { kind: 'refused', error, ...(rotated !== undefined && { change: { refreshToken: rotated } }) };
}

const passing: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

/** Failure in words for the person. The provider's own words go to the log. */
function toLoginFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  if (error instanceof oidc.AuthorizationResponseError) {
    return passing.has(error.error) ? unavailable(error) : refusedLogin(error);
  }
  if (error instanceof oidc.ResponseBodyError) {
    if (error.error === 'invalid_grant') return expiredLogin(error);
    if (error.status < 500) return notAccepted(error);
  }
  // RFC 6749 §5.2: a client that authenticates by header is refused by header.
  if (error instanceof oidc.WWWAuthenticateChallengeError) return notAccepted(error);
  if (error instanceof oidc.ClientError && failedChecks.has(error.code)) return invalidLogin(error);
  return unavailable(error);
}
