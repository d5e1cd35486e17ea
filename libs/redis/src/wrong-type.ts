/** Telling a key that holds something else from everything else that can go wrong. */

/** Redis refused a command, alone or in a transaction or a script, because the key holds another type of value than it works on. */
export const isWrongType = (error: unknown): boolean =>
  error instanceof Error &&
  // A transaction says only how many of its commands failed, and keeps their answers.
  (error.message.includes('WRONGTYPE') || ('replies' in error && (error.replies as unknown[]).some(isWrongType)));
