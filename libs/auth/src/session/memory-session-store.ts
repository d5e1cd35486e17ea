/** Sessions in memory of one process, lost with it. */

import type { Session, SessionStore } from './session-store.ts';

export interface MemorySessionStoreOptions {
  /** Most sessions kept. Beyond it, the one idle for longest goes. Default 10,000, some 7 MB with opaque refresh tokens. */
  readonly maxSessions?: number;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

interface Entry {
  readonly session: Session;
  readonly expiresAt: number;
}

interface Claim {
  readonly holder: string;
  readonly endsAt: number;
}

/** Creates a store. A Map keeps the order of insertion, which is made the order of last use. */
export function createMemorySessionStore(options: MemorySessionStoreOptions = {}): SessionStore {
  const { maxSessions = 10_000, now = () => Date.now() } = options;
  const entries = new Map<string, Entry>();
  const claims = new Map<string, Claim>();

  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry && now() < entry.expiresAt) return entry;
    entries.delete(key);
    return undefined;
  };
  const put = (key: string, entry: Entry): void => {
    entries.delete(key);
    entries.set(key, entry);
  };
  const makeRoom = (): void => {
    for (const [key, { expiresAt }] of entries) {
      if (entries.size < maxSessions && now() < expiresAt) return;
      entries.delete(key);
    }
  };
  const deleteWhere = (matches: (session: Session) => boolean): number => {
    const found = [...entries].filter(([key, { session }]) => matches(session) && live(key));
    for (const [key] of found) entries.delete(key);
    return found.length;
  };

  return {
    get: async (key) => live(key)?.session,
    create: async (key, session, expiresAt, replaces = []) => {
      for (const old of replaces) entries.delete(old);
      makeRoom();
      put(key, { session, expiresAt });
    },
    replace: async (key, session, expiresAt) => {
      if (live(key)?.session.revision !== session.revision - 1) return false;
      put(key, { session, expiresAt });
      return true;
    },
    expiresAt: async (key) => live(key)?.expiresAt,
    touch: async (key, expiresAt) => {
      const entry = live(key);
      if (entry) put(key, { ...entry, expiresAt });
    },
    delete: async (key, revision) => {
      const entry = live(key);
      return (revision === undefined || entry?.session.revision === revision) && entries.delete(key);
    },
    deleteBySid: async (providerSid) => deleteWhere((session) => session.providerSid === providerSid),
    deleteBySub: async (sub) => deleteWhere((session) => session.identity.sub === sub),
    claim: async (name, holder, forMs) => {
      // Claims are few: renewals under way, and the logout tokens of the last minutes.
      for (const [old, { endsAt }] of claims) if (now() >= endsAt) claims.delete(old);
      if (claims.has(name)) return false;
      claims.set(name, { holder, endsAt: now() + forMs });
      return true;
    },
    release: async (name, holder) => {
      if (claims.get(name)?.holder === holder) claims.delete(name);
    },
  };
}
