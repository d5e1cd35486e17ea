/** Port to the session store: memory in one process, Redis for several. */

/** Identity of a person, from the provider's ID token. */
export interface Identity {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly roles: readonly string[];
  readonly tier?: string;
}

/** Session, plain data. Its tokens are sent to the provider alone. */
export interface Session {
  readonly identity: Identity;
  /** Value of `sid` that `/auth/logout` requires. Ours, known to the session's own pages alone. */
  readonly logoutId: string;
  /** `sid` of the provider's session, which its back-channel logout names. */
  readonly providerSid?: string;
  /** Refresh token, if the provider gave one. Without it only the session's own lifetimes apply. */
  readonly refreshToken?: string;
  /**
   * Instant of the next renewal: the expiry of the access token. In milliseconds since the epoch. Neither that token nor the ID token is
   * kept, as they have no use: services are called with tokens of this process.
   */
  readonly renewAt?: number;
  /** Optimistic lock: counts renewals; a late `replace` returns false. */
  readonly revision: number;
  /** Absolute end, in milliseconds since the epoch. */
  readonly endsAt: number;
}

/**
 * Session store by key, each session with an expiry that can be moved. Tokens and expiry change separately, so that a request that only
 * prolongs a session never restores tokens that another one has just replaced.
 *
 * Times are milliseconds since the epoch. Keys are hashes of random ids, so that reading the store does not reveal a usable session id. A
 * key is used once, and the person of a session never changes. Every method rejects with UNAVAILABLE when the store is unreachable.
 */
export interface SessionStore {
  /** The session; undefined when absent or expired. */
  get(key: string): Promise<Session | undefined>;
  /** Begins a session and ends those that it replaces, atomically. */
  create(key: string, session: Session, expiresAt: number, replaces?: readonly string[]): Promise<void>;
  /**
   * Replaces the previous revision of a session. False when the store holds another one or none: a logged-out session stays ended, and a
   * renewal by another instance is not overwritten.
   */
  replace(key: string, session: Session, expiresAt: number): Promise<boolean>;
  /** Expiry of a session; undefined when there is none. */
  expiresAt(key: string): Promise<number | undefined>;
  /** Moves the expiry of a session. Does nothing when it is gone. */
  touch(key: string, expiresAt: number): Promise<void>;
  /** Ends a session; with a revision, only that one. Returns whether it existed. */
  delete(key: string, revision?: number): Promise<boolean>;
  /** Ends the sessions of one session of the provider; returns how many. */
  deleteBySid(providerSid: string): Promise<number>;
  /** Ends all sessions of a person; returns how many. */
  deleteBySub(sub: string): Promise<number>;
  /**
   * Lock with expiry, across all instances: true for the first caller. It expires so that a dead instance blocks others no longer; a holder
   * that is late all the same fails at `replace`.
   */
  claim(name: string, holder: string, forMs: number): Promise<boolean>;
  /** Releases a claim, if it is still this holder's. */
  release(name: string, holder: string): Promise<void>;
}
