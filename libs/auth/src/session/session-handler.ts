/** The browser's way in: a token handler (draft-ietf-oauth-browser-based-apps). Tokens stay here; the browser holds a cookie. */

import type { Authenticator } from '@frontage/http-server';
import type { Stage } from '@frontage/http-server/stack';
import { isLoopback, isPlainHttp } from '@frontage/network-address';
import { createSeal } from '@frontage/sealing';
import { toPrincipal } from '../bearer.ts';
import type { GradeRules } from '../grades.ts';
import type { Issuer, OutboundFetch } from '../issuer.ts';
import { authRoutes, isWatching } from './auth-routes.stage.ts';
import { createBeside } from './beside.ts';
import { csrf } from './csrf.stage.ts';
import { createLoginTransactions } from './login-transaction.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import { flawOfOrigin } from './public-origin.ts';
import { createRelyingParty } from './relying-party.ts';
import { cookieRulesFor, readCookies } from './session-cookie.ts';
import type { SessionStore } from './session-store.ts';
import { createSessions, type SessionEvent } from './sessions.ts';

export interface SessionOptions {
  readonly issuer: Issuer;
  /** The outbound function; must reach the issuer's origin. */
  readonly fetch: OutboundFetch;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The origin that browsers see: `https://shop.example`. The provider must know `<origin>/auth/callback` and `<origin>/`. */
  readonly publicOrigin: string;
  /** What login cookies are sealed with, 32 characters or more each: the first seals, all of them open. The same on all instances. */
  readonly secrets: readonly string[];
  /** Default: memory of this process. */
  readonly store?: SessionStore;
  /** Default `openid profile email offline_access`. */
  readonly scope?: string;
  /** How ID tokens tell roles and tier. Default as our own provider does. */
  readonly grades?: Partial<GradeRules>;
  /** How the provider is told where to lead to after a logout. Default `post_logout_redirect_uri` (RP-Initiated Logout 1.0). */
  readonly returnParameter?: string;
  /** Pages that browsers navigate to, which cannot send `X-CSRF: 1`: `/graphiql` and all below it. Default none. */
  readonly staticPaths?: readonly string[];
  /** How long a session lives without a request, in milliseconds. */
  readonly idleMs: number;
  /** How long a session lives at most, in milliseconds. */
  readonly lifetimeMs: number;
  /** Cookies without Secure and prefix, for development over http on a host other than localhost. Default false. */
  readonly insecureCookies?: boolean;
  /** Told what happens to sessions. Never a token. */
  readonly onEvent?: (event: SessionEvent) => void;
  /** The clock, in milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Waits for so many milliseconds before the store is tried again. Default a timer. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

export interface SessionHandler {
  readonly stages: {
    /** Before anything is done on a cookie's authority. */
    readonly csrf: Stage;
    /** `/auth/…`. */
    readonly routes: Stage;
  };
  /** Makes the session a principal. A session that is over makes nobody: whoever needs somebody answers 401. */
  readonly authenticator: Authenticator;
  /**
   * Waits for what goes on beside requests, renewals and revocations, for so many milliseconds at most (default 5,000); what is not
   * done by then is abandoned, and told as an event. To be called after the last request.
   */
  settled(atMostMs?: number): Promise<void>;
}

/** As long as the provider may take for one answer. */
const settleMs = 5_000;

/** Creates the token handler. Throws when it would be unsafe or could not work; asks the provider nothing yet. */
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
  // No registered scheme fits a cookie (RFC 9110 §11.6.1 wants one): this one says where to go.
  const challenge = 'Session login="/auth/login"';

  return {
    stages: {
      csrf: csrf({ publicOrigin, staticPaths: options.staticPaths ?? [] }),
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
        // Without a role they are a visitor, who may look around, and log out.
        const principal = toPrincipal({ sub, roles, tier });
        return principal ? { kind: 'authenticated', principal } : { kind: 'absent' };
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
