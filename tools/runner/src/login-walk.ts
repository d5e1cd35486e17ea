/** Walks through a login as a browser would: redirects, cookies, the login page's form. For the command line and for tests. */

import * as oidc from 'openid-client';
import { CookieJar } from 'tough-cookie';
import { formsOf, type HtmlForm } from './html-form.ts';

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** The walk did not arrive. */
export class LoginFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LoginFailure';
  }
}

export interface WalkOptions extends Credentials {
  /** The address at which the login begins. */
  readonly startUrl: URL;
  /** True when a redirect leads out of the login. What it leads to is not asked for: it may be an app's own scheme. */
  readonly isDestination: (url: URL) => boolean;
  /** Default: a new one. */
  readonly jar?: CookieJar;
}

const maxHops = 20;
const stepTimeoutMs = 10_000;

/** Follows a login to its destination; the jar holds what the walk left behind. */
export async function walkLogin(options: WalkOptions): Promise<{ readonly url: URL; readonly jar: CookieJar }> {
  const { isDestination, jar = new CookieJar() } = options;
  let step: Step = { url: options.startUrl };
  let submitted = false;
  for (let hop = 0; hop < maxHops; hop += 1) {
    const answer = await take(step, jar);
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.body?.cancel();
      const url = new URL(location, step.url);
      if (isDestination(url)) return { url, jar };
      step = { url };
      continue;
    }
    const form = loginForm(await answer.text(), step.url);
    if (!form) throw new LoginFailure(`The login ends at ${place(step.url)} with status ${answer.status}.`);
    if (submitted) throw new LoginFailure(`The login of ${options.login} is refused.`);
    submitted = true;
    step = { url: form.action, body: filled(form, options) };
  }
  throw new LoginFailure(`The login does not end: ${maxHops} steps, the last to ${place(step.url)}.`);
}

interface Step {
  readonly url: URL;
  readonly body?: URLSearchParams;
}

async function take({ url, body }: Step, jar: CookieJar): Promise<Response> {
  const cookie = await jar.getCookieString(url.href);
  const answer = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(stepTimeoutMs),
    headers: { accept: 'text/html', ...(cookie && { cookie }) },
    ...(body && { method: 'POST', body }),
  });
  for (const set of answer.headers.getSetCookie()) await jar.setCookie(set, url.href, { ignoreError: true });
  return answer;
}

const loginForm = (html: string, url: URL): HtmlForm | undefined =>
  formsOf(html, url).find(({ method, fields }) => method === 'POST' && fields.has('login') && fields.has('password'));

const filled = (form: HtmlForm, { login, password }: Credentials): URLSearchParams =>
  new URLSearchParams([...new Map([...form.fields, ['login', login], ['password', password]])]);

/** Without the query, which may hold a code. */
const place = (url: URL): string => `${url.origin}${url.pathname}`;

export interface MobileLogin extends Credentials {
  /** The identity provider. */
  readonly issuer: string;
  /** Default: the phone's own scheme. */
  readonly redirectUri?: string;
  /** The resource of the access token. Default: mobile-bff. */
  readonly resource?: string;
}

export interface MobileTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly expiresInSeconds?: number;
}

/** Logs in as the phone does: the public client `mobile-app`, authorization code with PKCE. */
export async function loginMobile(login: MobileLogin): Promise<MobileTokens> {
  const { redirectUri = 'com.frontage.app:/callback', resource = 'urn:frontage:mobile-bff' } = login;
  const client = await oidc.discovery(new URL(login.issuer), 'mobile-app', undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  });
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const startUrl = oidc.buildAuthorizationUrl(client, {
    redirect_uri: redirectUri,
    scope: 'openid offline_access profile',
    resource,
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const { url } = await walkLogin({ ...login, startUrl, isDestination: (to) => to.href.startsWith(`${redirectUri}?`) });
  const tokens = await oidc.authorizationCodeGrant(
    client,
    url,
    { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: true },
    { resource },
  );
  return {
    accessToken: tokens.access_token,
    ...(tokens.refresh_token !== undefined && { refreshToken: tokens.refresh_token }),
    ...(tokens.expires_in !== undefined && { expiresInSeconds: tokens.expires_in }),
  };
}

export interface WebLogin extends Credentials {
  /** The address of web-bff. */
  readonly webUrl: string;
  /** Default `/`. */
  readonly returnTo?: string;
  readonly jar?: CookieJar;
}

export interface WebSession {
  /** The value of the `Cookie` header. The cookie is Secure: over http a browser sends it to localhost only, and so it is sent by hand. */
  readonly cookie: string;
  readonly jar: CookieJar;
}

export const sessionCookie = '__Host-Http-frontage';

/** Logs in at web-bff as a browser does. */
export async function loginWeb({ webUrl, returnTo = '/', ...login }: WebLogin): Promise<WebSession> {
  const startUrl = new URL('/auth/login', webUrl);
  startUrl.searchParams.set('returnTo', returnTo);
  const { jar } = await walkLogin({
    ...login,
    startUrl,
    isDestination: (url) => url.origin === startUrl.origin && !url.pathname.startsWith('/auth/'),
  });
  const cookies = await jar.getCookies(webUrl);
  const session = cookies.find(({ key }) => key === sessionCookie);
  if (!session) throw new LoginFailure(`web-bff has set no cookie ${sessionCookie}.`);
  return { cookie: session.cookieString(), jar };
}
