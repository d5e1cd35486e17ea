/** Sentences for pages that cannot be shown, by the code of the failure. */

export interface FailureSentences {
  readonly title: string;
  readonly text: string;
}

const sentences: Readonly<Record<string, FailureSentences>> = {
  NOT_FOUND: { title: 'Nothing here', text: 'There is no such page, or it is no longer there.' },
  UNAUTHENTICATED: { title: 'Please log in', text: 'This page is for you alone: log in to see it.' },
  FORBIDDEN: { title: 'Not for you', text: 'Your account cannot see this page.' },
  RATE_LIMITED: { title: 'A little too fast', text: 'Many requests came from here. Wait a moment, and try again.' },
  OFFLINE: { title: 'No connection', text: 'The shop cannot be reached. Look at your connection, and try again.' },
};

const unavailable: FailureSentences = {
  title: 'A moment, please',
  text: 'The shop cannot show this page right now. It is not your fault: try again in a moment.',
};

export const sentencesFor = (code: string): FailureSentences => sentences[code] ?? unavailable;
