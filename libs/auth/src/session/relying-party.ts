/** What we say to the provider on a session's behalf, as its confidential client: the only place that knows openid-client. */

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

/** What a login brings. */
export type Login = Pick<Session, 'identity' | 'providerSid' | 'refreshToken' | 'renewAt'>;

export type Renewal =
  /** What has changed. */
  | { readonly kind: 'renewed'; readonly change: Partial<Login> }
  /** The provider says that it is over, or would have to ask the person; or it speaks of somebody else. */
  | { readonly kind: 'over'; readonly why: 'refresh-token-dead' | 'login-required' | 'another-person' }
  /**
   * The provider makes nothing of this token, or we make nothing of what it gave for it: with another token it may be otherwise.
   * `change`: what has changed all the same, as the token may have been rotated.
   */
  | { readonly kind: 'refused'; readonly error: unknown; readonly change?: Pick<Login, 'refreshToken'> }
  /** The provider could not be asked, did not answer sensibly, or does not accept us: with no token it would be otherwise. */
  | { readonly kind: 'failed'; readonly error: unknown };

export interface RelyingPartyOptions {
  readonly issuer: Issuer;
  readonly fetch: OutboundFetch;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends the browser back to; registered there, compared exactly. */
  readonly redirectUri: string;
  readonly scope: string;
  readonly grades: Partial<GradeRules>;
  /** How the provider is told where to lead to after a logout. */
  readonly returnParameter: string;
  readonly now: () => number;
}

/** Every method but `renew` throws a Failure: UNAVAILABLE when the provider cannot be asked, unless it says otherwise. */
export interface RelyingParty {
  /** Where to send the browser to log in. */
  authorizationUrl(transaction: LoginTransaction): Promise<URL>;
  /** Ends a login: checks the answer that the browser brought (`state`, `iss`), exchanges its code, checks the ID token. */
  exchange(answer: URLSearchParams, transaction: LoginTransaction): Promise<Login>;
  /** Asks for new tokens. */
  renew(session: Session): Promise<Renewal>;
  /** Tells the provider that a refresh token is used no more, if it wants to know. */
  revoke(refreshToken: string): Promise<void>;
  /**
   * Where to send the browser to end the provider's session; undefined when the provider has no such place. Says which session by
   * its `sid` (`logout_hint`) and who asks (`client_id`), never with an ID token (`id_token_hint`), which the browser would see.
   */
  endSessionUrl(session: Session, returnUrl: string): Promise<URL | undefined>;
  /** Reads a logout token for us (Back-Channel Logout 1.0 §2.6). Throws MALFORMED_REQUEST, also when its keys cannot be had. */
  readLogoutToken(token: unknown): Promise<ValidLogout>;
}

export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const { issuer, clientId, redirectUri, scope, grades, now } = options;
  let known: oidc.Configuration | undefined;
  /** Found at first use: the provider may be down when we start. */
  const configuration = async (): Promise<oidc.Configuration> =>
    (known ??= configure(options, (await issuer.metadata()) as oidc.ServerMetadata));

  /** Over TLS the direct answer of the token endpoint may be believed (OIDC Core §3.1.3.7); we look at the signature all the same. */
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
        // OIDC Core §12.2: the new ID token is about the same person, or something is badly wrong.
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
  // session-handler.ts has made sure that this is a loopback address.
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

/** A login that was begun elsewhere, too long ago, or is finished already. */
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

/** openid-client's codes for an answer that is there and fails a check (`state`, `iss`, `nonce`, times, form). */
const failedChecks: ReadonlySet<string | undefined> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_PARSE_ERROR',
  'OAUTH_UNSUPPORTED_OPERATION',
]);
/** The provider would have to ask the person (OIDC Core §3.1.2.6), which a refresh cannot. */
const wantsPerson: ReadonlySet<string> = new Set([
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
]);
/** Not about the token, but about us (RFC 6749 §5.2), or about how the provider is today (§4.1.2.1). */
const aboutEverybody: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'server_error',
  'temporarily_unavailable',
]);
const tooManyRequests = 429;

/**
 * What an error says about a renewal. An OAuth error that is not known to be about everybody is about this token: taking one person's
 * trouble for everybody's harms everybody, and taking everybody's for one person's costs a request each.
 */
function toRenewal(error: unknown, rotated: string | undefined): Renewal {
  if (error instanceof oidc.ResponseBodyError) {
    if (error.error === 'invalid_grant') return { kind: 'over', why: 'refresh-token-dead' };
    if (wantsPerson.has(error.error)) return { kind: 'over', why: 'login-required' };
    const isToken = error.status < 500 && error.status !== tooManyRequests && !aboutEverybody.has(error.error);
    return { kind: isToken ? 'refused' : 'failed', error };
  }
  // Our own verdict on an ID token; that the keys to judge it by cannot be had is UNAVAILABLE.
  const isBadToken = isFailure(error)
    ? error.code === 'INVALID_INPUT'
    : error instanceof oidc.ClientError && failedChecks.has(error.code) && error.code !== 'OAUTH_PARSE_ERROR';
  if (!isBadToken) return { kind: 'failed', error };
  return { kind: 'refused', error, ...(rotated !== undefined && { change: { refreshToken: rotated } }) };
}

const passing: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

/** What went wrong, in words for the person who wanted to log in. The provider's own words are for the log. */
function toLoginFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  if (error instanceof oidc.AuthorizationResponseError) {
    return passing.has(error.error) ? unavailable(error) : refusedLogin(error);
  }
  if (error instanceof oidc.ResponseBodyError) {
    if (error.error === 'invalid_grant') return expiredLogin(error);
    if (error.status < 500) return notAccepted(error);
  }
  // RFC 6749 §5.2: whoever authenticates by header is refused by header.
  if (error instanceof oidc.WWWAuthenticateChallengeError) return notAccepted(error);
  if (error instanceof oidc.ClientError && failedChecks.has(error.code)) return invalidLogin(error);
  return unavailable(error);
}
