/**
 * Sessions: from the id in the cookie to who that is.
 *
 * A session ends after a time without requests, after an absolute time, when its person logs out here or there, or when the
 * provider takes back the refresh token. It does not end because the provider cannot be asked: until it can, the session's own
 * lifetimes decide. (Nothing here is done with the user's tokens, so an old one does no harm; a shop where nobody is logged in any
 * more because the provider restarts would.)
 *
 * So no request waits for the provider either. A session that is there can be answered for as it is, and one that is over is not
 * brought back by a renewal: there is no request that could not be answered without. What the provider says goes for the requests
 * that come after it has said so.
 */

import { isFailure } from '@frontage/errors';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Beside } from './beside.ts';
import { logoutTokenLifeMs, type ValidLogout } from './logout-token.ts';
import type { Login, RelyingParty, Renewal } from './relying-party.ts';
import type { Session, SessionStore } from './session-store.ts';

/** What happens to sessions, for logs and metrics. */
export type SessionEvent =
  | { readonly kind: 'begun'; readonly sub: string }
  | { readonly kind: 'renewed'; readonly sub: string }
  | { readonly kind: 'renewal-failed'; readonly sub: string; readonly error: unknown }
  | { readonly kind: 'revocation-failed'; readonly sub: string; readonly error: unknown }
  /** The place where the provider ends its own session could not be learned: the browser was led home instead. */
  | { readonly kind: 'end-session-failed'; readonly sub: string; readonly error: unknown }
  | { readonly kind: 'ended'; readonly sub: string; readonly why: EndReason }
  | { readonly kind: 'ended-by-provider'; readonly count: number }
  /** The process stops, and waits no longer for renewals and revocations that are under way. */
  | { readonly kind: 'abandoned'; readonly count: number };

export type EndReason = 'logout' | 'replaced' | Extract<Renewal, { kind: 'over' }>['why'];

export interface SessionsOptions {
  readonly store: SessionStore;
  readonly provider: Pick<RelyingParty, 'renew' | 'revoke'>;
  /** Where renewals and revocations go on. The provider's own calls must end in time. */
  readonly beside: Beside;
  readonly idleMs: number;
  readonly lifetimeMs: number;
  readonly now: () => number;
  readonly onEvent: (event: SessionEvent) => void;
  /** Waits for so many milliseconds. Default: a timer. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** A session that is alive. */
export interface LiveSession {
  readonly key: string;
  readonly session: Session;
  /** When it ends unless there is another request, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface Sessions {
  /**
   * Begins a session under a new id, which it gives, and ends those that it replaces: an id that somebody planted is worth nothing.
   * `logIn` is called once it is known that the store can be written to: what it uses up, an authorization code, cannot be had again.
   */
  begin(logIn: () => Promise<Login>, replaces: readonly (string | undefined)[]): Promise<string>;
  /**
   * The session of an id. Prolongs it; when it is time, has its tokens renewed meanwhile, for the requests to come. Without `slides`
   * it is only looked at: whoever watches a session must not be what keeps it alive.
   */
  find(id: string | undefined, options?: { readonly slides?: boolean }): Promise<LiveSession | undefined>;
  /** Ends it here; the provider is told meanwhile. */
  end(live: LiveSession): Promise<void>;
  /** Ends what a logout token names; false when the token was used before. */
  endByProvider(logout: ValidLogout): Promise<boolean>;
}

/** 256 random bits in base64url. */
const idPattern = /^[\w-]{43}$/;

/** The store's key of an id; undefined when it cannot be one of ours. */
export const toSessionKey = (id: string | undefined): string | undefined =>
  id !== undefined && idPattern.test(id) ? createHash('sha256').update(id).digest('base64url') : undefined;

/** After the provider could not be asked, it is left alone for this long: an outage must not slow down every request. */
const restMs = 10_000;

/** Longer than the provider may take; an instance that dies while it renews a session keeps others from doing so for no longer. */
const claimMs = 20_000;
/** Renewals at once: with a provider that hangs, the others would wait for nothing. They are due until there is room. */
const mostAtOnce = 50;
/** How often, and how long apart, to try to save what was renewed: three seconds in all. */
const saves = 10;
const saveMs = 300;

export function createSessions(options: SessionsOptions): Sessions {
  const { store, provider, beside, idleMs, lifetimeMs, now, onEvent, pause = sleep } = options;
  const renewing = new Set<string>();
  let restUntil = -Infinity;

  const expiryOf = (session: Session): number => Math.min(now() + idleMs, session.endsAt);
  const isDue = ({ refreshToken, renewAt }: Session): boolean =>
    refreshToken !== undefined && renewAt !== undefined && now() >= renewAt && now() >= restUntil;

  /** Once for all requests of a session here. */
  function renewBeside(key: string, { identity: { sub } }: Session): void {
    if (renewing.has(key) || renewing.size >= mostAtOnce) return;
    renewing.add(key);
    beside.run(
      renewAmongAll(key)
        .catch((error: unknown) => onEvent({ kind: 'renewal-failed', sub, error }))
        .finally(() => renewing.delete(key)),
    );
  }

  /** Once for all instances: one claims the renewal, the others leave it to that one. */
  async function renewAmongAll(key: string): Promise<void> {
    const [claim, holder] = [`renewal:${key}`, randomUUID()];
    if (!(await store.claim(claim, holder, claimMs))) return;
    try {
      // Read again: what the request read may be from before the last renewal, and a rotated token used twice ends the session.
      const session = await store.get(key);
      if (session && isDue(session)) await renew(key, session);
    } finally {
      // A claim that cannot be given back ends by itself.
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
        // This session waits, and no other.
        const waiting = { ...session, ...renewal.change, renewAt: now() + restMs, revision: session.revision + 1 };
        return void (await save(key, waiting));
      }
      case 'over':
        // If we were so slow that another instance has renewed it meanwhile, it is our token that is dead and not the session.
        if (await store.delete(key, session.revision)) onEvent({ kind: 'ended', sub, why: renewal.why });
        return;
      case 'renewed': {
        const { renewAt: _, ...lasting } = session;
        const renewed: Session = { ...lasting, ...renewal.change, revision: session.revision + 1 };
        if (await save(key, renewed)) onEvent({ kind: 'renewed', sub });
      }
    }
  }

  /** Puts a session in the place of the one before it. What was renewed for somebody who has logged out meanwhile is revoked, too. */
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

  /** The provider may have taken back what there was before: what it gave is not lost to a moment without the store. */
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
      // A store may be there to be read and not to be written to.
      await store.claim(`beginning:${key}`, key, 1);
      const session: Session = {
        ...(await logIn()),
        logoutId: randomBytes(16).toString('base64url'),
        revision: 0,
        endsAt: now() + lifetimeMs,
      };
      const keys = [...new Set(replaces)].filter((old) => old !== undefined);
      const replaced = await persist(() => Promise.all(keys.map((old) => store.get(old))));
      // Their refresh tokens are not revoked: with some providers that would end what the new one stands on, too.
      await persist(() => store.create(key, session, expiryOf(session), keys));
      for (const old of replaced) if (old) onEvent({ kind: 'ended', sub: old.identity.sub, why: 'replaced' });
      onEvent({ kind: 'begun', sub: session.identity.sub });
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
      // Nobody waits for it: one that cannot be prolonged now is prolonged by the next request.
      beside.run(store.touch(key, expiresAt));
      return { key, session, expiresAt };
    },

    end: async ({ key, session }) => {
      await store.delete(key);
      onEvent({ kind: 'ended', sub: session.identity.sub, why: 'logout' });
      revokeBeside(session);
    },

    endByProvider: async ({ jti, sub, sid }) => {
      const use = `logout token ${jti}`;
      // Sent again, it would end sessions that were begun after it (Back-Channel Logout 1.0 §2.6).
      if (!(await store.claim(use, jti, logoutTokenLifeMs))) return false;
      try {
        // A `sid` names one of the provider's sessions; `sub` alone means all that the person has.
        const count = sid === undefined ? await store.deleteBySub(sub!) : await store.deleteBySid(sid);
        onEvent({ kind: 'ended-by-provider', count });
        return true;
      } catch (error) {
        // Nothing has ended yet: the provider may try again.
        await store.release(use, jti).catch(() => undefined);
        throw error;
      }
    },
  };
}
