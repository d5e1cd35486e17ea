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
  readonly idToken: string;
  /** Absent when the provider gave none: the session then lives on its own lifetimes alone. */
  readonly refreshToken?: string;
  /**
   * When to ask the provider again, in milliseconds since the epoch: the end of the access token's life. The access token itself
   * is not kept, as nothing is done with it: services are called with tokens of this process.
   */
  readonly renewAt?: number;
  /** The absolute end, in milliseconds since the epoch. */
  readonly endsAt: number;
}

/**
 * Keeps sessions by key, each until a time that can be moved. Tokens and that time change apart from each other, so that a request
 * that only prolongs a session never puts back tokens that another one has just replaced.
 *
 * Times are milliseconds since the epoch. Keys are hashes: whoever reads the store cannot pose as anybody in it.
 */
export interface SessionStore {
  /** The session, unless there is none or its time is over. */
  get(key: string): Promise<Session | undefined>;
  create(key: string, session: Session, expiresAt: number): Promise<void>;
  /** Puts a session in the place of what is there. False when nothing is there any more: whoever is logged out stays so. */
  replace(key: string, session: Session, expiresAt: number): Promise<boolean>;
  /** Moves the time until which a session is kept. Does nothing when it is gone. */
  touch(key: string, expiresAt: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** Ends the sessions that came of one session of the provider; how many. */
  deleteBySid(providerSid: string): Promise<number>;
  /** Ends all sessions of a person; how many. */
  deleteBySub(sub: string): Promise<number>;
}
