/** Sentences for what could not be done, by the code of the failure. */

const sentences: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'Your session has ended. Log in, and try again.',
  FORBIDDEN: 'Your account cannot do this.',
  RATE_LIMITED: 'A little too fast: wait a moment, and try again.',
  OFFLINE: 'The shop cannot be reached. Look at your connection, and try again.',
};

export const actionSentence = (code: string): string =>
  sentences[code] ?? 'That did not work. It is not your fault: try again in a moment.';
