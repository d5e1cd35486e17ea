/**
 * Sessions: from the id in the cookie to who that is.
 *
 * A session ends after a time without requests, after an absolute time, when its person logs out here or there, or when the
 * provider takes back the refresh token. It does not end because the provider cannot be asked: until it can, the session's own
 * lifetimes decide. (Nothing here is done with the user's tokens, so an old one does no harm; a shop where nobody is logged in any
 * more because the provider restarts would.)
 */

import { isFailure } from '@frontage/errors';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Login, RelyingParty } from './relying-party.ts';
import type { Session, SessionStore } from './session-store.ts';

/** What happens to sessions, for logs and metrics. */
export type SessionEvent =
  | { readonly kind: 'begun'; readonly sub: string }
  | { readonly kind: 'renewed'; readonly sub: string }
  | { readonly kind: 'renewal-failed'; readonly sub: string; readonly error: unknown }
  | { readonly kind: 'revocation-failed'; readonly sub: string; readonly error: unknown }
  | { readonly kind: 'ended'; readonly sub: string; readonly why: 'logout' | 'replaced' | 'refresh-token-dead' }
  | { readonly kind: 'ended-by-provider'; readonly count: number };

export interface SessionsOptions {
  readonly store: SessionStore;
  readonly provider: Pick<RelyingParty, 'renew'>;
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
  /** Begins a session under a new id, which it gives, and ends those that it replaces: an id that somebody planted is worth nothing. */
  begin(login: Login, replaces: readonly (string | undefined)[]): Promise<string>;
  /** The session of an id. Prolongs it, and renews its tokens when it is time. */
  find(id: string | undefined): Promise<LiveSession | undefined>;
  end(live: LiveSession): Promise<void>;
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
/** How often, and how long apart, to look whether another instance is done: a second in all. */
const looks = 20;
const lookMs = 50;
/** How often, and how long apart, to try to save what was renewed: three seconds in all. */
const saves = 10;
const saveMs = 300;

export function createSessions(options: SessionsOptions): Sessions {
  const { store, provider, idleMs, lifetimeMs, now, onEvent, pause = sleep } = options;
  const renewing = new Map<string, Promise<Session | undefined>>();
  let restUntil = -Infinity;

  const expiryOf = (session: Session): number => Math.min(now() + idleMs, session.endsAt);
  const isDue = ({ refreshToken, renewAt }: Session): boolean =>
    refreshToken !== undefined && renewAt !== undefined && now() >= renewAt && now() >= restUntil;

  /** Once for all requests of a session that wait for it here. */
  function renewOnce(key: string): Promise<Session | undefined> {
    let pending = renewing.get(key);
    if (!pending) {
      pending = renewAmongAll(key).finally(() => renewing.delete(key));
      renewing.set(key, pending);
    }
    return pending;
  }

  /** Once for all instances: one claims the renewal, the others look for its result, and go on as they are when it takes too long. */
  async function renewAmongAll(key: string): Promise<Session | undefined> {
    const [claim, holder] = [`renewal:${key}`, randomUUID()];
    for (let look = 0; ; look += 1) {
      const isOurs = await store.claim(claim, holder, claimMs);
      try {
        // Read again: what the request read may be from before the last renewal, and a rotated token used twice ends the session.
        const session = await store.get(key);
        if (!session || !isDue(session) || (!isOurs && look === looks)) return session;
        if (isOurs) return await renew(key, session);
      } finally {
        // A claim that cannot be given back ends by itself.
        if (isOurs) await store.release(claim, holder).catch(() => undefined);
      }
      await pause(lookMs);
    }
  }

  async function renew(key: string, session: Session): Promise<Session | undefined> {
    const { sub } = session.identity;
    const renewal = await provider.renew(session);
    if (renewal.kind === 'failed') {
      restUntil = now() + restMs;
      onEvent({ kind: 'renewal-failed', sub, error: renewal.error });
      return session;
    }
    if (renewal.kind === 'refused') {
      onEvent({ kind: 'renewal-failed', sub, error: renewal.error });
      // This session waits, and no other.
      const waiting: Session = { ...session, renewAt: now() + restMs, revision: session.revision + 1 };
      return (await save(key, waiting)) ? waiting : store.get(key);
    }
    if (renewal.kind === 'over') {
      // If we were so slow that another instance has renewed it meanwhile, it is our token that is dead and not the session.
      if (!(await store.delete(key, session.revision))) return store.get(key);
      onEvent({ kind: 'ended', sub, why: 'refresh-token-dead' });
      return undefined;
    }
    const { renewAt: _, ...lasting } = session;
    const renewed: Session = { ...lasting, ...renewal.change, revision: session.revision + 1 };
    if (!(await save(key, renewed))) return store.get(key);
    onEvent({ kind: 'renewed', sub });
    return renewed;
  }

  /** The provider may have taken the old refresh token back: what it gave for it is not lost to a moment without the store. */
  async function save(key: string, session: Session): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await store.replace(key, session, expiryOf(session));
      } catch (error) {
        if (attempt < saves && isFailure(error)) await pause(saveMs);
        else throw error;
      }
    }
  }

  return {
    begin: async (login, replaces) => {
      const id = randomBytes(32).toString('base64url');
      const session: Session = {
        ...login,
        logoutId: randomBytes(16).toString('base64url'),
        revision: 0,
        endsAt: now() + lifetimeMs,
      };
      const keys = [...new Set(replaces)].filter((key) => key !== undefined);
      const replaced = await Promise.all(keys.map((key) => store.get(key)));
      // Their refresh tokens are not revoked: with some providers that would end what the new one stands on, too.
      await store.create(toSessionKey(id)!, session, expiryOf(session), keys);
      for (const old of replaced) if (old) onEvent({ kind: 'ended', sub: old.identity.sub, why: 'replaced' });
      onEvent({ kind: 'begun', sub: session.identity.sub });
      return id;
    },

    find: async (id) => {
      const key = toSessionKey(id);
      const found = key === undefined ? undefined : await store.get(key);
      if (key === undefined || !found) return undefined;
      const session = isDue(found) ? await renewOnce(key) : found;
      if (!session || now() >= session.endsAt) return undefined;
      const expiresAt = expiryOf(session);
      // Nobody waits for it: one that cannot be prolonged now is prolonged by the next request.
      store.touch(key, expiresAt).catch(() => undefined);
      return { key, session, expiresAt };
    },

    end: async ({ key, session }) => {
      await store.delete(key);
      onEvent({ kind: 'ended', sub: session.identity.sub, why: 'logout' });
    },
  };
}
