/** `/auth/…`: login, callback, session check, logout, back-channel logout. No answer of theirs may be stored, and none holds a token. */

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
import { readCookies, type CookieRulesFor } from './session-cookie.ts';
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
      // Express answers HEAD as GET. Nothing may come of it (RFC 9110 §9.2.1), and what these are for is what comes of them.
      if (req.method === 'HEAD' && !allow.includes('HEAD')) throw notAllowed(allow);
      // Nobody has gone there yet, and perhaps nobody will.
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

/** Fetched in case somebody goes there (`prefetch`, also with `;prerender`): Fetch's `Sec-Purpose`, and its older names. */
const isPrefetch = (req: Request): boolean =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headerOf(req, name)?.startsWith('prefetch'));

/** The way on from a login that was refused or is over. */
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
      // One of several tabs, whose login is over: the others have seen to it, or nobody has.
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
      // The session's cookie is Strict, and the provider is another site: only a page of ours can find out whether there is one.
      contextOf(res).links = [logInFor(returnTo)];
      res.setHeader('Refresh', `0; url=/auth/login?resume=1&returnTo=${encodeURIComponent(returnTo)}`);
      throw expiredLogin();
    }
    try {
      const logIn = (): Promise<Login> => provider.exchange(answer, transaction);
      const id = await sessions.begin(logIn, [transaction.replaces, toSessionKey(sessionId(req, cookies))]);
      res.append('Set-Cookie', [transactions.end(browser, transaction), browser.rules.session(id)]);
    } catch (error) {
      // A provider or a store that is away may be back when the person reloads the page; everything else has been tried once and for all.
      const isPassing = isFailure(error) && error.code === 'UNAVAILABLE';
      // Its code went with the first try, or the provider gave none: it knows the person by now, and gives another.
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

/** Whoever logs out waits no longer to learn where the provider ends its own session. */
const endSessionPatienceMs = 1_000;

/** Asked by a page that shows how long somebody is still logged in: `/auth/session?slide=false` prolongs nothing. */
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
      // Only what was brought: a navigation from elsewhere does not bring the Strict cookie, and says nothing of the session.
      if (id !== undefined) res.append('Set-Cookie', rules.clearSession());
      return redirect(res, home);
    }
    const { logoutId, identity } = live.session;
    // Without it, any page could log people out with a link.
    if (!isSame(req.query['sid'], logoutId)) {
      // Another tab has logged in anew. Only a navigation from our own pages brings the cookie, so only they are shown the way.
      contextOf(res).links = [{ href: logoutUrl(live.session), text: 'Log out of the session that there is' }];
      throw new Failure('INVALID_INPUT', 'This is not the way to log out of this session: follow its logoutUrl.', {
        reason: 'LOGOUT_SID_MISMATCH',
        errors: [{ pointer: '#/query/sid', detail: 'is not of this session' }],
      });
    }
    await sessions.end(live);
    res.append('Set-Cookie', rules.clearSession());
    // The session is over whatever the provider says to it. Where it ends its own is known, but for the first minutes of an instance.
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

/** Express' own redirect repeats the URL in a body. 302, and never 307: nothing is posted on. */
const redirect = (res: Response, url: string): void => void res.status(302).set('Location', url).end();

const logoutUrl = ({ logoutId }: Session): string => `/auth/logout?sid=${logoutId}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (given: unknown, expected: string): boolean =>
  typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
