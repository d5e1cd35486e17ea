/** Lifetimes of sessions, unless SESSION_IDLE_MINUTES and SESSION_MAX_MINUTES say otherwise. */

export const sessionPolicy = {
  /** Minutes that a session lives without a request. */
  idleMinutes: 30,
  /** Minutes that a session lives at most. */
  maxMinutes: 8 * 60,
} as const;
