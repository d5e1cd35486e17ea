/**
 * Session of the person at the phone: authorization code with PKCE in the system browser (RFC 8252), and refresh tokens that work once each
 * (RFC 9700 §2.2.2). The protocol is openid-client's, which is certified for it.
 */

import * as oidc from 'openid-client';
import { LoginNeeded, NoAnswer, type LoginDemand } from '../failures.ts';
import { listenForAnswer } from './loopback.ts';
import type { Tokens, TokenStore } from './token-store.ts';

export interface SessionOptions {
  /** Issuer identifier of the identity provider, to the letter. */
  readonly issuer: string;
  readonly store: TokenStore;
  /** Opens an address in the system browser, whose cookies the app cannot see. May resolve before the person is done. */
  readonly openBrowser: (url: URL) => Promise<void>;
  /** Time that a person has for a login, in milliseconds. Default: five minutes. */
  readonly loginTimeoutMs?: number;
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
}

export interface Session {
  /** Person whose tokens are kept; undefined when nobody is logged in. */
  person(): Promise<string | undefined>;
  /** Access token that is still good, refreshed before its end; undefined when nobody is logged in, or the login has ended. */
  accessToken(): Promise<string | undefined>;
  /** Access token after the server refused this one: the one that came since, or a new one. */
  renewed(refused: string): Promise<string | undefined>;
  /**
   * Logs a person in, and resolves with who it is. With a demand it must be the one who is logged in. Throws LoginNeeded when the person, the
   * provider or a check of its answer refuses; the tokens from before are then kept.
   */
  logIn(demand?: LoginDemand): Promise<string>;
  /** Revokes the tokens where that can be done, and forgets them in any case. */
  logOut(): Promise<void>;
}

const clientId = 'mobile-app';
const resource = 'urn:frontage:mobile-bff';
const scope = 'openid offline_access profile';
/** Rest of its life at which an access token is refreshed: longer than a request is under way. */
const reserveMs = 15_000;
const defaultLoginTimeoutMs = 300_000;

export function createSession(options: SessionOptions): Session {
  const { issuer, store, openBrowser, loginTimeoutMs = defaultLoginTimeoutMs } = options;
  let provider: Promise<oidc.Configuration> | undefined;
  let refreshing: Promise<string | undefined> | undefined;
  let loggingIn: Promise<string> | undefined;

  /** Metadata of the provider, read once. A failure is not kept. */
  const discovered = (): Promise<oidc.Configuration> => {
    provider ??= discover(issuer, options.fetch).catch((error: unknown) => {
      provider = undefined;
      throw new NoAnswer(error);
    });
    return provider;
  };

  /** Refresh for all who wait for one: a second use of the token would end the login. */
  const refresh = (): Promise<string | undefined> => {
    refreshing ??= refreshOnce().finally(() => (refreshing = undefined));
    return refreshing;
  };

  const refreshOnce = async (): Promise<string | undefined> => {
    const before = await store.load();
    if (before?.refreshToken === undefined) return void (await store.clear());
    const configuration = await discovered();
    try {
      const answer = await oidc.refreshTokenGrant(configuration, before.refreshToken, { resource });
      const after = tokensOf(answer, before);
      // Kept before it is used: the one before is worth nothing any more.
      await store.save(after);
      return after.accessToken;
    } catch (error) {
      // Used before, revoked or too old. A lost answer looks the same: it held the only token that is good.
      if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return void (await store.clear());
      throw new NoAnswer(error);
    }
  };

  const logInOnce = async (demand: LoginDemand | undefined): Promise<string> => {
    const configuration = await discovered();
    const before = await store.load();
    const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
    const loopback = await listenForAnswer(state, loginTimeoutMs);
    try {
      const url = oidc.buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: loopback.redirectUri, scope, resource, state, nonce },
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(demand && before && { login_hint: before.person }),
        ...(demand?.acrValues !== undefined && { acr_values: demand.acrValues }),
        ...(demand?.maxAgeS !== undefined && { max_age: String(demand.maxAgeS) }),
      });
      await openBrowser(url);
      const answer = await oidc.authorizationCodeGrant(
        configuration,
        await loopback.answer,
        {
          ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
          ...(demand?.maxAgeS !== undefined && { maxAge: demand.maxAgeS }),
        },
        { resource },
      );
      const tokens = tokensOf(answer);
      if (demand && before && tokens.person !== before.person)
        throw new LoginNeeded('Somebody else has logged in. Log in as yourself to do this.');
      await store.save(tokens);
      return tokens.person;
    } catch (error) {
      throw error instanceof LoginNeeded ? error : new LoginNeeded('The login did not succeed.', error);
    } finally {
      loopback.close();
    }
  };

  return {
    person: async () => (await store.load())?.person,
    accessToken: async () => {
      const tokens = await store.load();
      if (!tokens) return undefined;
      return tokens.expiresAt - Date.now() > reserveMs ? tokens.accessToken : refresh();
    },
    renewed: async (refused) => {
      const tokens = await store.load();
      return tokens && tokens.accessToken !== refused ? tokens.accessToken : refresh();
    },
    logIn: (demand) => {
      loggingIn ??= logInOnce(demand).finally(() => (loggingIn = undefined));
      return loggingIn;
    },
    logOut: async () => {
      const tokens = await store.load();
      await store.clear();
      if (tokens?.refreshToken === undefined) return;
      await discovered()
        .then((configuration) => oidc.tokenRevocation(configuration, tokens.refreshToken!))
        .catch(() => undefined);
    },
  };
}

function discover(issuer: string, fetchOf: typeof fetch | undefined): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  // For development: the provider on this machine has no TLS.
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
  return oidc.discovery(url, clientId, undefined, oidc.None(), {
    execute: isLocal ? [oidc.allowInsecureRequests] : [],
    ...(fetchOf && { [oidc.customFetch]: fetchOf as oidc.CustomFetch }),
  });
}

function tokensOf(answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers, before?: Tokens): Tokens {
  const person = answer.claims()?.sub ?? before?.person;
  if (person === undefined) throw new LoginNeeded('The provider does not say who logged in.');
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? before?.refreshToken,
    expiresAt: Date.now() + (answer.expiresIn() ?? 0) * 1_000,
    person,
  };
}
