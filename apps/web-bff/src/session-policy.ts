/** Lifetimes of sessions; SESSION_IDLE_MINUTES and SESSION_MAX_MINUTES override them. */

export const sessionPolicy = {
  /** Longest time between two requests of a session, in minutes. */
  idleMinutes: 30,
  /** Longest life of a session, in minutes. */
  maxMinutes: 8 * 60,
} as const;
