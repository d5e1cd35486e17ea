/** The port behind which sessions are kept: memory in one process, Redis for several. */

/** Who logged in, as the provider's ID token says. */
export interface Identity {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly roles: readonly string[];
  readonly tier?: string;
}

/** A session: plain data. The tokens in it never leave the BFF but for the provider. */
export interface Session {
  readonly identity: Identity;
  /** What `/auth/logout` asks for as `sid`. Ours, known to the session's own pages alone. */
  readonly logoutId: string;
  /** The provider's `sid` of its own session, which its back-channel logout names. */
  readonly providerSid?: string;
  /** Absent when the provider gave none: the session then lives on its own lifetimes alone. */
  readonly refreshToken?: string;
  /**
   * When to ask the provider again, in milliseconds since the epoch: the end of the access token's life. Neither that token nor the
   * ID token is kept, as nothing is done with them: services are called with tokens of this process.
   */
  readonly renewAt?: number;
  /** How often the tokens were renewed: by it, of two who renew them, the one who comes late is told. */
  readonly revision: number;
  /** The absolute end, in milliseconds since the epoch. */
  readonly endsAt: number;
}

/**
 * Keeps sessions by key, each until a time that can be moved. Tokens and that time change apart from each other, so that a request
 * that only prolongs a session never puts back tokens that another one has just replaced.
 *
 * Times are milliseconds since the epoch. Keys are hashes of random ids: whoever reads the store cannot pose as anybody in it. A key
 * is used once, and whose a session is never changes. Every method rejects with UNAVAILABLE when the store cannot be asked.
 */
export interface SessionStore {
  /** The session, unless there is none or its time is over. */
  get(key: string): Promise<Session | undefined>;
  /** Begins a session and ends those that it replaces, in one step. */
  create(key: string, session: Session, expiresAt: number, replaces?: readonly string[]): Promise<void>;
  /**
   * Puts a session in the place of the revision before it. False when that is not what is there any more: whoever is logged out
   * stays so, and what another instance has renewed is not overwritten.
   */
  replace(key: string, session: Session, expiresAt: number): Promise<boolean>;
  /** Until when a session is kept; undefined when there is none. */
  expiresAt(key: string): Promise<number | undefined>;
  /** Moves the time until which a session is kept. Does nothing when it is gone. */
  touch(key: string, expiresAt: number): Promise<void>;
  /** Ends a session; with a revision, only while it is that one. Whether it was there. */
  delete(key: string, revision?: number): Promise<boolean>;
  /** Ends the sessions that came of one session of the provider; how many. */
  deleteBySid(providerSid: string): Promise<number>;
  /** Ends all sessions of a person; how many. */
  deleteBySub(sub: string): Promise<number>;
  /**
   * Claims something for a time: true for the first who asks, of all instances. Ends with its time, so that an instance that dies
   * holds up nobody for longer; whoever is late after all is told by `replace`.
   */
  claim(name: string, holder: string, forMs: number): Promise<boolean>;
  /** Gives a claim back, if it is still this holder's. */
  release(name: string, holder: string): Promise<void>;
}
