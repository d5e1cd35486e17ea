/** Token handler for browsers (draft-ietf-oauth-browser-based-apps). Tokens stay here; the browser holds a cookie. */

import type { Authenticator } from '@frontage/http-server';
import type { Stage, StaticPages } from '@frontage/http-server/stack';
import { isLoopback, isPlainHttp } from '@frontage/network-address';
import { createSeal } from '@frontage/sealing';
import { toPrincipal } from '../bearer.ts';
import type { GradeRules } from '../grades.ts';
import type { Issuer, OutboundFetch } from '../issuer.ts';
import { authRoutes, isWatching } from './auth-routes.stage.ts';
import { createBeside } from './beside.ts';
import { csrf } from './csrf.stage.ts';
import { readCookies } from './host-cookie.ts';
import { createLoginTransactions } from './login-transaction.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import { flawOfOrigin } from './public-origin.ts';
import { createRelyingParty } from './relying-party.ts';
import { cookieRulesFor } from './session-cookie.ts';
import type { SessionStore } from './session-store.ts';
import { createSessions, type SessionEvent } from './sessions.ts';

export interface SessionOptions {
  readonly issuer: Issuer;
  /** Outbound `fetch`, which must reach the issuer's origin. */
  readonly fetch: OutboundFetch;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Origin that browsers see: `https://shop.example`. The provider must know `<origin>/auth/callback` and `<origin>/`. */
  readonly publicOrigin: string;
  /** Pages and their assets, which need no `X-CSRF`: browsers navigate to them. Default none. */
  readonly pages?: StaticPages;
  /** Secrets that seal login cookies, at least 32 characters each. The first seals, all of them open; the same on all instances. */
  readonly secrets: readonly string[];
  /** Session store. Default the memory of this process. */
  readonly store?: SessionStore;
  /** Scope of a login. Default `openid profile email offline_access`. */
  readonly scope?: string;
  /** Claims of roles and tier in ID tokens. Default those of our own provider. */
  readonly grades?: Partial<GradeRules>;
  /** Parameter with the URL to return to after a logout. Default `post_logout_redirect_uri` (RP-Initiated Logout 1.0). */
  readonly returnParameter?: string;
  /** Idle lifetime of a session, in milliseconds since its last request. */
  readonly idleMs: number;
  /** Absolute lifetime of a session, in milliseconds. */
  readonly lifetimeMs: number;
  /** Cookies without Secure and prefix. For development over http on a host other than localhost. Default false. */
  readonly insecureCookies?: boolean;
  /** Called with each event of a session. Never with a token. */
  readonly onEvent?: (event: SessionEvent) => void;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Wait before the store is tried again, in milliseconds. Default a timer. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

export interface SessionHandler {
  readonly stages: {
    /** CSRF check, which must stand before all stages that trust the cookie. */
    readonly csrf: Stage;
    /** `/auth/…`. */
    readonly routes: Stage;
  };
  /** Principal of the session. An ended session counts as absent credentials; endpoints that need a principal then answer 401. */
  readonly authenticator: Authenticator;
  /**
   * Waits for background renewals and revocations, at most so many milliseconds (default 5,000). Work not done by then is abandoned and
   * reported as an event. To be called after the last request.
   */
  settled(atMostMs?: number): Promise<void>;
}

/** Equal to the time that the provider may take for one answer. */
const settleMs = 5_000;

/** Creates the token handler. Throws for options that are unsafe or cannot work; sends the provider no request yet. */
export function createSessionHandler(options: SessionOptions): SessionHandler {
  const { issuer, fetch, clientId, clientSecret, publicOrigin, insecureCookies = false } = options;
  checkOrigins(issuer.identifier, publicOrigin, insecureCookies);
  const { now = () => Date.now(), onEvent = () => undefined } = options;
  const store = options.store ?? createMemorySessionStore({ now });
  const cookies = cookieRulesFor({ publicOrigin, insecure: insecureCookies });
  const provider = createRelyingParty({
    issuer,
    fetch,
    clientId,
    clientSecret,
    redirectUri: `${publicOrigin}/auth/callback`,
    scope: options.scope ?? 'openid profile email offline_access',
    grades: options.grades ?? {},
    returnParameter: options.returnParameter ?? 'post_logout_redirect_uri',
    now,
  });
  const beside = createBeside();
  const sessions = createSessions({
    store,
    provider,
    beside,
    idleMs: options.idleMs,
    lifetimeMs: options.lifetimeMs,
    now,
    onEvent,
    ...(options.pause && { pause: options.pause }),
  });
  const seal = createSeal(options.secrets, 'frontage login transaction');
  const transactions = createLoginTransactions({ seal, now });
  // Challenge with a scheme of our own, which names the login. No registered scheme fits a cookie, and RFC 9110 §11.6.1 requires one.
  const challenge = 'Session login="/auth/login"';

  return {
    stages: {
      csrf: csrf(publicOrigin, options.pages),
      routes: authRoutes({ publicOrigin, challenge, provider, transactions, cookies, sessions, now, onEvent }),
    },
    authenticator: {
      name: 'session',
      openapi: { type: 'apiKey', in: 'cookie', name: cookies(undefined).sessionName },
      challenge,
      authenticate: async ({ header, target }) => {
        const id = readCookies(header('cookie'))[cookies(header('user-agent')).sessionName];
        const live = await sessions.find(id, { slides: !isWatching(target) });
        if (!live) return { kind: 'absent' };
        const { sub, roles, tier } = live.session.identity;
        // A person without a role is anonymous here, but may log out.
        const principal = toPrincipal({ sub, roles, tier });
        return principal ? { kind: 'authenticated', principal, watch: sessions.watch(live) } : { kind: 'absent' };
      },
    },
    settled: async (atMostMs = settleMs) => {
      const count = await beside.settled(atMostMs);
      if (count > 0) onEvent({ kind: 'abandoned', count });
    },
  };
}

function checkOrigins(issuer: string, publicOrigin: string, insecureCookies: boolean): void {
  if (isPlainHttp(issuer) && !isLoopback(issuer)) {
    throw new Error(`the issuer must be reached over https, unless it is on a loopback address: ${issuer}`);
  }
  const flaw = flawOfOrigin({ publicOrigin, insecureCookies });
  if (flaw) throw new Error(`${flaw.option} ${flaw.message}`);
}
