/**
 * Routes of `/auth/…`: login, callback, session check, logout, back-channel logout. None of their answers may be stored, and none holds a
 * token.
 */

import { Deadline } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import { contextOf, headerOf, type Link } from '@frontage/http-server/context';
import { routes, type Stage } from '@frontage/http-server/stack';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { BrowserCookies, LoginTransactions } from './login-transaction.ts';
import { invalidLogout } from './logout-token.ts';
import { expiredLogin, type Login, type RelyingParty } from './relying-party.ts';
import { readReturnTo, toLocation } from './return-to.ts';
import { readCookies } from './host-cookie.ts';
import type { CookieRulesFor } from './session-cookie.ts';
import type { Session } from './session-store.ts';
import { toSessionKey, type SessionEvent, type Sessions } from './sessions.ts';

export interface AuthRoutesOptions {
  readonly publicOrigin: string;
  readonly challenge: string;
  readonly provider: RelyingParty;
  readonly transactions: LoginTransactions;
  readonly cookies: CookieRulesFor;
  readonly sessions: Sessions;
  readonly now: () => number;
  readonly onEvent: (event: SessionEvent) => void;
}

export function authRoutes(options: AuthRoutesOptions): Stage {
  const router = express.Router({ caseSensitive: true, strict: true });
  const mount = (method: 'GET' | 'POST', path: string, ...handlers: RequestHandler[]): void => {
    const allow = path === '/auth/session' ? 'GET, HEAD' : method;
    const begin: RequestHandler = (req, res, next) => {
      const context = contextOf(res);
      context.route = path;
      context.links = [logInAgain];
      res.setHeader('Cache-Control', 'no-store');
      // HEAD must have no effect (RFC 9110 §9.2.1), but Express answers it as GET. These routes exist for their effects.
      if (req.method === 'HEAD' && !allow.includes('HEAD')) throw notAllowed(allow);
      // A prefetch is no visit, and must have no effect.
      if (isPrefetch(req)) return void res.status(204).end();
      next();
    };
    router[method === 'GET' ? 'get' : 'post'](path, begin, ...handlers);
    router.all(path, begin, () => {
      throw notAllowed(allow);
    });
  };
  mount('GET', '/auth/login', login(options));
  mount('GET', '/auth/callback', callback(options));
  mount('GET', '/auth/session', session(options));
  mount('GET', '/auth/logout', logout(options));
  mount(
    'POST',
    '/auth/backchannel-logout',
    express.urlencoded({ extended: false, limit: 16_384 }),
    backchannel(options),
  );
  return routes({ access: 'public' }, router);
}

const notAllowed = (allow: string): Failure =>
  new Failure('METHOD_NOT_ALLOWED', `Use ${allow}.`, { headers: { Allow: allow } });

/** Prefetch requests: Fetch's `Sec-Purpose` (`prefetch`, also with `;prerender`), and its older names. */
const isPrefetch = (req: Request): boolean =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headerOf(req, name)?.startsWith('prefetch'));

/** Link on pages of a login that was refused or is over. */
const logInAgain: Link = { href: '/auth/login', text: 'Log in again' };
const logInFor = (returnTo: string): Link => ({
  ...logInAgain,
  href: `/auth/login?returnTo=${encodeURIComponent(returnTo)}`,
});

const login =
  ({ provider, publicOrigin, sessions, transactions, cookies }: AuthRoutesOptions): RequestHandler =>
  async (req, res) => {
    const returnTo = readReturnTo(req.query['returnTo']);
    if (returnTo === undefined) {
      throw new Failure('INVALID_INPUT', 'The place to return to is not one of ours.', {
        errors: [{ pointer: '#/query/returnTo', detail: 'must be a path of this site that begins with one slash' }],
      });
    }
    const id = sessionId(req, cookies);
    if (req.query['resume'] === '1') {
      // The login of this tab is over. Another tab may have logged in meanwhile.
      contextOf(res).links = [logInFor(returnTo)];
      if (!(await sessions.find(id))) throw expiredLogin();
      return redirect(res, toLocation(publicOrigin, returnTo));
    }
    const { transaction, setCookies } = transactions.begin(browserOf(req, cookies), {
      returnTo,
      replaces: toSessionKey(id),
    });
    const url = await provider.authorizationUrl(transaction);
    res.append('Set-Cookie', [...setCookies]);
    redirect(res, url.href);
  };

const callback =
  ({ provider, transactions, sessions, cookies, publicOrigin }: AuthRoutesOptions): RequestHandler =>
  async (req, res) => {
    const answer = new URLSearchParams(req.originalUrl.split('?').slice(1).join('?'));
    const browser = browserOf(req, cookies);
    const transaction = transactions.find(browser, answer.get('state'));
    if (!transaction) {
      const returnTo = transactions.returnTo(answer.get('state'));
      if (returnTo === undefined) throw expiredLogin();
      // SameSite=Strict: the redirect from the provider does not bring the session's cookie. Only a page of ours can find out whether there
      // is a session.
      contextOf(res).links = [logInFor(returnTo)];
      res.setHeader('Refresh', `0; url=/auth/login?resume=1&returnTo=${encodeURIComponent(returnTo)}`);
      throw expiredLogin();
    }
    try {
      const logIn = (): Promise<Login> => provider.exchange(answer, transaction);
      const id = await sessions.begin(logIn, [transaction.replaces, toSessionKey(sessionId(req, cookies))]);
      res.append('Set-Cookie', [transactions.end(browser, transaction), browser.rules.session(id)]);
    } catch (error) {
      // UNAVAILABLE passes, so a reload of the page may finish the login. Every other failure is final.
      const isPassing = isFailure(error) && error.code === 'UNAVAILABLE';
      // The first try used up the code, or the provider gave none. The provider knows the person by now, and gives another code.
      const isOver = isFailure(error) && (error.reason === expiredLogin().reason || answer.has('error'));
      const isBegunAnew = transaction.wasTried && isOver;
      const isKept = isPassing && !isBegunAnew;
      res.append(
        'Set-Cookie',
        isKept ? transactions.keep(browser, transaction) : transactions.end(browser, transaction),
      );
      if (isBegunAnew) {
        return redirect(res, `/auth/login?${new URLSearchParams({ returnTo: transaction.returnTo }).toString()}`);
      }
      throw error;
    }
    redirect(res, toLocation(publicOrigin, transaction.returnTo));
  };

const session =
  ({ sessions, cookies, challenge, now }: AuthRoutesOptions): RequestHandler =>
  async (req, res) => {
    const id = sessionId(req, cookies);
    const live = await sessions.find(id, { slides: !isWatching(req.originalUrl) });
    if (!live) {
      if (id !== undefined) res.append('Set-Cookie', browserOf(req, cookies).rules.clearSession());
      throw new Failure('UNAUTHENTICATED', 'Nobody is logged in.', { headers: { 'WWW-Authenticate': challenge } });
    }
    const { sub, name, email, roles, tier } = live.session.identity;
    res.json({
      sub,
      name,
      email,
      roles,
      tier,
      expiresIn: Math.floor((live.expiresAt - now()) / 1_000),
      logoutUrl: logoutUrl(live.session),
    });
  };

/** Longest wait of a logout for the provider's end-session URL. */
const endSessionPatienceMs = 1_000;

/**
 * Asks whether a request only watches the session. `/auth/session?slide=false` is sent by pages that show the time left, and prolongs
 * nothing.
 */
export function isWatching(target = ''): boolean {
  const [path, query] = target.split('?', 2);
  return path === '/auth/session' && new URLSearchParams(query).get('slide') === 'false';
}

const logout =
  ({ sessions, cookies, provider, publicOrigin, onEvent }: AuthRoutesOptions): RequestHandler =>
  async (req, res) => {
    if (headerOf(req, 'sec-fetch-site') === 'cross-site') {
      contextOf(res).links = [{ href: '/', text: 'To the first page' }];
      throw new Failure('FORBIDDEN', 'Another site cannot log you out here.', { reason: 'CROSS_SITE_REQUEST' });
    }
    const home = `${publicOrigin}/`;
    const { rules } = browserOf(req, cookies);
    const id = sessionId(req, cookies);
    const live = await sessions.find(id);
    if (!live) {
      // The cookie is cleared only if it was sent. A navigation from another site does not bring the Strict cookie, and says nothing about
      // the session.
      if (id !== undefined) res.append('Set-Cookie', rules.clearSession());
      return redirect(res, home);
    }
    const { logoutId, identity } = live.session;
    // `sid` protects against CSRF: any page could log people out with a link otherwise.
    if (!isSame(req.query['sid'], logoutId)) {
      // Another tab has logged in anew. Only a navigation from our own pages brings the cookie, so only those see the link.
      contextOf(res).links = [{ href: logoutUrl(live.session), text: 'Log out of the session that there is' }];
      throw new Failure('INVALID_INPUT', 'This is not the way to log out of this session: follow its logoutUrl.', {
        reason: 'LOGOUT_SID_MISMATCH',
        errors: [{ pointer: '#/query/sid', detail: 'is not of this session' }],
      });
    }
    await sessions.end(live);
    res.append('Set-Cookie', rules.clearSession());
    // The session has ended here already. The end-session URL is known except in the first minutes of an instance.
    const warn = (error: unknown): void => onEvent({ kind: 'end-session-failed', sub: identity.sub, error });
    const patience = Deadline.in(endSessionPatienceMs);
    const url = await patience.within(provider.endSessionUrl(live.session, home)).catch(warn);
    patience.close();
    redirect(res, url?.href ?? home);
  };

const backchannel =
  ({ provider, sessions }: AuthRoutesOptions): RequestHandler =>
  async (req, res) => {
    const { logout_token: token } = (req.body ?? {}) as Record<string, unknown>;
    const isNew = await sessions.endByProvider(await provider.readLogoutToken(token));
    if (!isNew) throw invalidLogout(new Error('used before'));
    res.status(200).end();
  };

const browserOf = (req: Request, cookies: CookieRulesFor): BrowserCookies => ({
  header: headerOf(req, 'cookie'),
  rules: cookies(headerOf(req, 'user-agent')),
});

function sessionId(req: Request, cookies: CookieRulesFor): string | undefined {
  const { header, rules } = browserOf(req, cookies);
  return readCookies(header)[rules.sessionName];
}

/** Express' redirect repeats the URL in a body. 302, never 307: no body is posted on. */
const redirect = (res: Response, url: string): void => void res.status(302).set('Location', url).end();

const logoutUrl = ({ logoutId }: Session): string => `/auth/logout?sid=${logoutId}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (given: unknown, expected: string): boolean =>
  typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
