/**
 * Sessions: from the id in the cookie to the person.
 *
 * A session ends after its idle lifetime, after its absolute lifetime, at a logout here or at the provider, or when the provider revokes
 * the refresh token. An unreachable provider does not end it: the session's own lifetimes then decide. (The user's tokens are not used
 * here, so an old one does no harm; ending all sessions whenever the provider restarts would.)
 *
 * No request waits for the provider either. A live session can be answered for without it, and a renewal does not revive an ended one. The
 * provider's answer applies to later requests.
 */

import { isFailure } from '@frontage/errors';
import type { LoginWatch } from '@frontage/http-server';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Beside } from './beside.ts';
import { logoutTokenLifeMs, type ValidLogout } from './logout-token.ts';
import type { Login, RelyingParty, Renewal } from './relying-party.ts';
import type { Session, SessionStore } from './session-store.ts';

/** Events of sessions, for logs and metrics. */
export type SessionEvent =
  | { readonly kind: 'begun'; readonly sub: string }
  | { readonly kind: 'renewed'; readonly sub: string }
  | { readonly kind: 'renewal-failed'; readonly sub: string; readonly error: unknown }
  | { readonly kind: 'revocation-failed'; readonly sub: string; readonly error: unknown }
  /** The provider's end-session URL was not available; the browser was redirected home. */
  | { readonly kind: 'end-session-failed'; readonly sub: string; readonly error: unknown }
  | { readonly kind: 'ended'; readonly sub: string; readonly why: EndReason }
  | { readonly kind: 'ended-by-provider'; readonly count: number }
  /** The process stops before its renewals and revocations are done. */
  | { readonly kind: 'abandoned'; readonly count: number };

export type EndReason = 'logout' | 'replaced' | Extract<Renewal, { kind: 'over' }>['why'];

export interface SessionsOptions {
  readonly store: SessionStore;
  readonly provider: Pick<RelyingParty, 'renew' | 'revoke'>;
  /** Runner of renewals and revocations. Requests to the provider must have time limits of their own. */
  readonly beside: Beside;
  readonly idleMs: number;
  readonly lifetimeMs: number;
  readonly now: () => number;
  readonly onEvent: (event: SessionEvent) => void;
  /** Wait in milliseconds. Default a timer. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** A session that has not ended. */
export interface LiveSession {
  readonly key: string;
  readonly session: Session;
  /** Expiry without a further request, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface Sessions {
  /**
   * Begins a session under a new id, and ends those that it replaces. Returns the id, which is new against session fixation. `logIn` is
   * called once the store is known to accept writes, as an authorization code works only once.
   */
  begin(logIn: () => Promise<Login>, replaces: readonly (string | undefined)[]): Promise<string>;
  /**
   * Finds the session of an id and prolongs it. When due, its tokens are renewed in the background, for later requests. With `slides:
   * false` it is only read: watching a session must not keep it alive.
   */
  find(id: string | undefined, options?: { readonly slides?: boolean }): Promise<LiveSession | undefined>;
  /** Watches a session, for an answer that goes on. */
  watch(live: LiveSession): LoginWatch;
  /** Ends the session here; its refresh token is revoked in the background. */
  end(live: LiveSession): Promise<void>;
  /** Ends the sessions that a logout token names. False when the token was used before. */
  endByProvider(logout: ValidLogout): Promise<boolean>;
}

/** 256 random bits in base64url. */
const idPattern = /^[\w-]{43}$/;

/** Store key of an id; undefined for a text that is no id. */
export const toSessionKey = (id: string | undefined): string | undefined =>
  id !== undefined && idPattern.test(id) ? createHash('sha256').update(id).digest('base64url') : undefined;

/** Back-off after a failed renewal: an outage must not add a renewal to every request. */
const restMs = 10_000;

/** Expiry of a renewal's claim. Longer than a renewal takes; bounds how long a dead instance blocks others. */
const claimMs = 20_000;
/** Most renewals at once. With a hanging provider, further ones would only queue; they stay due until one ends. */
const mostAtOnce = 50;
/** Attempts to save a renewal, and the pause between them: three seconds in all. */
const saves = 10;
const saveMs = 300;

export function createSessions(options: SessionsOptions): Sessions {
  const { store, provider, beside, idleMs, lifetimeMs, now, onEvent, pause = sleep } = options;
  const renewing = new Set<string>();
  const watchers: Watchers = new Map();
  let restUntil = -Infinity;

  const expiryOf = (session: Session): number => Math.min(now() + idleMs, session.endsAt);
  const isDue = ({ refreshToken, renewAt }: Session): boolean =>
    refreshToken !== undefined && renewAt !== undefined && now() >= renewAt && now() >= restUntil;

  /** Renews once for all requests of a session in this process. */
  function renewBeside(key: string, { identity: { sub } }: Session): void {
    if (renewing.has(key) || renewing.size >= mostAtOnce) return;
    renewing.add(key);
    beside.run(
      renewAmongAll(key)
        .catch((error: unknown) => onEvent({ kind: 'renewal-failed', sub, error }))
        .finally(() => renewing.delete(key)),
    );
  }

  /** Renews once among all instances. One claims the renewal, the others skip it. */
  async function renewAmongAll(key: string): Promise<void> {
    const [claim, holder] = [`renewal:${key}`, randomUUID()];
    if (!(await store.claim(claim, holder, claimMs))) return;
    try {
      // Read again under the claim, as the request's copy may be stale. A rotated token used twice would end the session.
      const session = await store.get(key);
      if (session && isDue(session)) await renew(key, session);
    } finally {
      // An unreleased claim expires.
      await store.release(claim, holder).catch(() => undefined);
    }
  }

  async function renew(key: string, session: Session): Promise<void> {
    const { sub } = session.identity;
    const renewal = await provider.renew(session);
    switch (renewal.kind) {
      case 'failed':
        restUntil = now() + restMs;
        return onEvent({ kind: 'renewal-failed', sub, error: renewal.error });
      case 'refused': {
        onEvent({ kind: 'renewal-failed', sub, error: renewal.error });
        // Back-off for this session alone.
        const waiting = { ...session, ...renewal.change, renewAt: now() + restMs, revision: session.revision + 1 };
        return void (await save(key, waiting));
      }
      case 'over':
        // Only this revision is ended. If another instance has renewed the session meanwhile, only our token is dead.
        if (await store.delete(key, session.revision)) onEvent({ kind: 'ended', sub, why: renewal.why });
        return tell(watchers, key);
      case 'renewed': {
        const { renewAt: _, ...lasting } = session;
        const renewed: Session = { ...lasting, ...renewal.change, revision: session.revision + 1 };
        if (await save(key, renewed)) onEvent({ kind: 'renewed', sub });
        tell(watchers, key);
      }
    }
  }

  /** Saves a renewed session. Tokens renewed for a session that was logged out meanwhile are revoked. */
  async function save(key: string, session: Session): Promise<boolean> {
    if (await persist(() => store.replace(key, session, expiryOf(session)))) return true;
    if (!(await store.get(key))) revokeBeside(session);
    return false;
  }

  function revokeBeside({ refreshToken, identity: { sub } }: Session): void {
    if (refreshToken === undefined) return;
    const warn = (error: unknown): void => onEvent({ kind: 'revocation-failed', sub, error });
    beside.run(provider.revoke(refreshToken).catch(warn));
  }

  /**
   * Retries a write to the store. The provider may have revoked the old token already, so the new one must not be lost to a short outage.
   */
  async function persist<T>(write: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await write();
      } catch (error) {
        if (attempt < saves && isFailure(error)) await pause(saveMs);
        else throw error;
      }
    }
  }

  return {
    begin: async (logIn, replaces) => {
      const id = randomBytes(32).toString('base64url');
      const key = toSessionKey(id)!;
      // Write check: a store may accept reads and refuse writes.
      await store.claim(`beginning:${key}`, key, 1);
      const session: Session = {
        ...(await logIn()),
        logoutId: randomBytes(16).toString('base64url'),
        revision: 0,
        endsAt: now() + lifetimeMs,
      };
      const keys = [...new Set(replaces)].filter((old) => old !== undefined);
      const replaced = await persist(() => Promise.all(keys.map((old) => store.get(old))));
      // Refresh tokens of replaced sessions are not revoked. With some providers that would end the new session too.
      await persist(() => store.create(key, session, expiryOf(session), keys));
      for (const old of replaced) if (old) onEvent({ kind: 'ended', sub: old.identity.sub, why: 'replaced' });
      onEvent({ kind: 'begun', sub: session.identity.sub });
      for (const old of keys) tell(watchers, old);
      return id;
    },

    find: async (id, { slides = true } = {}) => {
      const key = toSessionKey(id);
      const session = key === undefined ? undefined : await store.get(key);
      if (key === undefined || !session || now() >= session.endsAt) return undefined;
      if (!slides) {
        const expiresAt = await store.expiresAt(key);
        return expiresAt === undefined ? undefined : { key, session, expiresAt };
      }
      if (isDue(session)) renewBeside(key, session);
      const expiresAt = expiryOf(session);
      // Prolonged in the background. If that fails, the next request prolongs it.
      beside.run(store.touch(key, expiresAt));
      return { key, session, expiresAt };
    },

    watch: ({ key, session }) => new SessionWatch(key, session, { store, now, watchers }),

    end: async ({ key, session }) => {
      await store.delete(key);
      tell(watchers, key);
      onEvent({ kind: 'ended', sub: session.identity.sub, why: 'logout' });
      revokeBeside(session);
    },

    endByProvider: async ({ jti, sub, sid }) => {
      const use = `logout token ${jti}`;
      // A replay would end sessions that began after it (Back-Channel Logout 1.0 §2.6).
      if (!(await store.claim(use, jti, logoutTokenLifeMs))) return false;
      try {
        // `sid` names one session of the provider; `sub` alone names all of the person.
        const count = sid === undefined ? await store.deleteBySub(sub!) : await store.deleteBySid(sid);
        onEvent({ kind: 'ended-by-provider', count });
        // The store tells how many, and not which.
        for (const key of watchers.keys()) tell(watchers, key);
        return true;
      } catch (error) {
        // No session has ended yet, so the provider may retry.
        await store.release(use, jti).catch(() => undefined);
        throw error;
      }
    },
  };
}

/** Listeners by key of the session. */
type Watchers = Map<string, Set<() => void>>;

function tell(watchers: Watchers, key: string): void {
  for (const listener of [...(watchers.get(key) ?? [])]) listener();
}

interface WatchOptions extends Pick<SessionsOptions, 'store' | 'now'> {
  readonly watchers: Watchers;
}

/** Watch on one session. A class and no closures, as every request makes one (ADR 0019). */
class SessionWatch implements LoginWatch {
  readonly id: string;
  readonly #session: Session;
  readonly #options: WatchOptions;

  constructor(key: string, session: Session, options: WatchOptions) {
    this.id = key;
    this.#session = session;
    this.#options = options;
  }

  async look() {
    const { store, now } = this.#options;
    const session = await store.get(this.id);
    if (!session || now() >= session.endsAt) return 'over';
    return gradeOf(session) === gradeOf(this.#session) ? 'lasts' : 'changed';
  }

  onEnd(listener: () => void): () => void {
    const { watchers } = this.#options;
    const own = watchers.get(this.id) ?? new Set();
    watchers.set(this.id, own.add(listener));
    return () => {
      own.delete(listener);
      if (own.size === 0 && watchers.get(this.id) === own) watchers.delete(this.id);
    };
  }
}

/** Facts that make the principal of a session. */
const gradeOf = ({ identity: { sub, roles, tier } }: Session): string => JSON.stringify([sub, roles, tier]);
