/** WRONGTYPE errors, told from all others. */

/** Asks whether Redis refused a command because its key holds another type. The command may be part of a transaction or a script. */
export const isWrongType = (error: unknown): boolean =>
  error instanceof Error &&
  // The error of a transaction has only a count; its replies have the errors.
  (error.message.includes('WRONGTYPE') || ('replies' in error && (error.replies as unknown[]).some(isWrongType)));
