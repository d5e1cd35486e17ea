/** Logins at the fake issuer: authorization, tokens, revocation, end of session. Every person is approved. */

import { people } from '@frontage/seed';
import { createHash, randomUUID } from 'node:crypto';
import { isOffered, type ProviderDress } from './provider-dress.ts';
import { developmentClientSecret } from '../development.ts';

export interface FakeLogins {
  /** Id of the person who logs in, unless `login_hint` names one. Default `ada`. */
  nextUser: string;
  /** Error of the next authorization response: `access_denied`. */
  nextError: string | undefined;
  /**
   * Refresh token that a refresh brings. `rotate` gives another one and ends the old, `same` keeps it, `none` gives none. Default `rotate`.
   */
  refreshTokens: 'rotate' | 'same' | 'none';
  /** Lifetime of users' access tokens, in seconds. Default 300. */
  accessTokenTtlS: number;
  /** Claims that override those of the next ID tokens. Default none. */
  idTokenClaims: Record<string, unknown>;
  /** Revokes every refresh token. */
  killRefreshTokens(): void;
  /** Refresh requests so far, refused ones included. */
  readonly refreshes: number;
  /** Revocation requests so far. */
  readonly revocations: number;
  /** `id_token_hint` of each end-session request so far. */
  readonly endedSessions: readonly string[];
  /** Logins so far, each with its person and `sid`. */
  readonly logins: readonly { readonly sub: string; readonly sid: string }[];
  /** Codes and tokens issued to people so far. A browser must never see them, except codes in a redirect. */
  readonly issued: readonly { readonly kind: 'code' | 'access' | 'refresh' | 'id'; readonly value: string }[];
  /** Forms of people's token requests so far, with their `Authorization`. */
  readonly exchanges: readonly { readonly form: URLSearchParams; readonly authorization: string | undefined }[];
}

interface Grant {
  readonly person: string;
  readonly sid: string;
  readonly clientId: string;
}

interface Code extends Grant {
  readonly isOffline: boolean;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
}

interface Answer {
  readonly status?: number;
  readonly location?: string;
  readonly body?: object;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

const without = (names: readonly string[], members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));

const failed = (error: string, status = 400): Answer => ({ status, body: { error } });

export interface FakeAuthorizationOptions {
  /** The issuer identifier, and the base URLs of pages and of endpoints. */
  readonly at: () => { readonly url: string; readonly pages: string; readonly endpoints: string };
  readonly dress: ProviderDress;
  readonly sign: (typ: string, claims: Record<string, unknown>) => string;
}

export function fakeAuthorization({ at, dress, sign }: FakeAuthorizationOptions) {
  const subOf = (person: string): string => dress.subOf?.(person) ?? person;
  const codes = new Map<string, Code>();
  const refreshTokens = new Map<string, Grant>();
  const logins: Mutable<FakeLogins> = {
    nextUser: 'ada',
    nextError: undefined,
    refreshTokens: 'rotate',
    accessTokenTtlS: 300,
    idTokenClaims: {},
    killRefreshTokens: () => refreshTokens.clear(),
    refreshes: 0,
    revocations: 0,
    endedSessions: [],
    logins: [],
    issued: [],
    exchanges: [],
  };

  function issue(kind: FakeLogins['issued'][number]['kind'], value: string = `${kind}-${randomUUID()}`): string {
    logins.issued.push({ kind, value });
    return value;
  }

  function authorize(query: URLSearchParams): Answer {
    const [clientId, redirectUri, challenge] = ['client_id', 'redirect_uri', 'code_challenge'].map((name) =>
      query.get(name),
    );
    const back = new URL(redirectUri!);
    if (isOffered(dress, 'authorization_response_iss_parameter_supported')) back.searchParams.set('iss', at().url);
    if (query.has('state')) back.searchParams.set('state', query.get('state')!);
    const person = query.get('login_hint') ?? logins.nextUser;
    const isAcceptable =
      query.get('response_type') === 'code' && query.get('code_challenge_method') === 'S256' && clientId && challenge;
    const scopes = (query.get('scope') ?? '').split(' ');
    const isKnown = scopes.every((scope) => dress.scopes?.includes(scope) ?? true);
    const error = logins.nextError ?? (isAcceptable ? (isKnown ? undefined : 'invalid_scope') : 'invalid_request');
    logins.nextError = undefined;
    if (error !== undefined || !people.some(({ id }) => id === person)) {
      back.searchParams.set('error', error ?? 'access_denied');
      return { location: back.href };
    }
    const sid = randomUUID();
    const code = issue('code');
    const nonce = query.get('nonce') ?? undefined;
    const isOffline = !dress.needsOfflineAccess || scopes.includes('offline_access');
    codes.set(code, {
      isOffline,
      person,
      sid,
      clientId: clientId!,
      redirectUri: redirectUri!,
      challenge: challenge!,
      nonce,
    });
    logins.logins.push({ sub: subOf(person), sid });
    back.searchParams.set('code', code);
    return { location: back.href };
  }

  function tokens(
    grant: Grant,
    options: { readonly nonce?: string | undefined; readonly refreshToken?: string | undefined },
  ): Answer {
    const person = people.find(({ id }) => id === grant.person)!;
    const { id, name, email, role, tier } = person;
    const claims = {
      aud: grant.clientId,
      sub: subOf(id),
      name,
      email,
      roles: [role],
      tier,
      sid: dress.namesSessions === false ? undefined : grant.sid,
      nonce: options.nonce,
    };
    return {
      body: {
        access_token: issue('access'),
        token_type: 'Bearer',
        expires_in: logins.accessTokenTtlS,
        id_token: issue('id', sign('JWT', { ...claims, ...dress.claimsOf?.(person), ...logins.idTokenClaims })),
        ...(options.refreshToken !== undefined && { refresh_token: options.refreshToken }),
      },
    };
  }

  function newRefreshToken(grant: Grant): string {
    const token = issue('refresh');
    refreshTokens.set(token, grant);
    return token;
  }

  function exchange(form: URLSearchParams, clientId: string): Answer {
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code?.clientId !== clientId || code.redirectUri !== form.get('redirect_uri') || code.challenge !== verifier) {
      return failed('invalid_grant');
    }
    return tokens(code, { nonce: code.nonce, refreshToken: code.isOffline ? newRefreshToken(code) : undefined });
  }

  function refresh(form: URLSearchParams, clientId: string): Answer {
    logins.refreshes += 1;
    const given = form.get('refresh_token') ?? '';
    const grant = refreshTokens.get(given);
    if (grant?.clientId !== clientId) return failed('invalid_grant');
    if (logins.refreshTokens === 'none') return tokens(grant, {});
    if (logins.refreshTokens === 'same') return tokens(grant, { refreshToken: given });
    refreshTokens.delete(given);
    return tokens(grant, { refreshToken: newRefreshToken(grant) });
  }

  function endSession(query: URLSearchParams): Answer {
    logins.endedSessions.push(query.get('id_token_hint') ?? '');
    return { location: query.get(dress.returnParameter ?? 'post_logout_redirect_uri') ?? `${at().pages}/goodbye` };
  }

  return {
    logins: logins as FakeLogins,

    metadata: () =>
      without(dress.without ?? [], {
        authorization_endpoint: `${at().pages}/authorize`,
        token_endpoint: `${at().endpoints}/token`,
        revocation_endpoint: `${at().endpoints}/revoke`,
        end_session_endpoint: `${at().pages}/end_session`,
        authorization_response_iss_parameter_supported: true,
        code_challenge_methods_supported: ['S256'],
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256', 'PS256', 'ES256'],
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
      }),

    /** Answer of these endpoints; undefined for other paths. */
    answer: (path: string, form: URLSearchParams, authorization: string | undefined): Answer | undefined => {
      if (path === '/authorize') return authorize(form);
      if (path === '/end_session') return endSession(form);
      if (path !== '/token' && path !== '/revoke') return undefined;
      const clientId = authenticateClient(authorization);
      if (path === '/token') logins.exchanges.push({ form, authorization });
      if (clientId === undefined) return failed('invalid_client', 401);
      if (path === '/revoke') {
        logins.revocations += 1;
        refreshTokens.delete(form.get('token') ?? '');
        return {};
      }
      const grantType = form.get('grant_type');
      if (grantType === 'authorization_code') return exchange(form, clientId);
      return grantType === 'refresh_token' ? refresh(form, clientId) : failed('unsupported_grant_type');
    },
  };
}

/** Client id of a client_secret_basic credential (RFC 6749 §2.3.1). The development secret is the right one. */
export function authenticateClient(authorization: string | undefined): string | undefined {
  const basic = Buffer.from(/^Basic (.+)$/.exec(authorization ?? '')?.[1] ?? '', 'base64').toString();
  const [id, secret] = basic.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
  return id !== undefined && secret === developmentClientSecret(id) ? id : undefined;
}
