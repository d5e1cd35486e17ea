/** Answers that were had before, by address, to be shown again when the server says that they are still right (RFC 9110 §13). */

export interface KeptAnswer {
  readonly etag: string;
  readonly body: string;
  readonly contentType: string;
}

export interface EtagCache {
  find(key: string): KeptAnswer | undefined;
  keep(key: string, answer: KeptAnswer): void;
  clear(): void;
}

/** Most answers that are kept; those that were not asked for the longest go first. An answer has a few kilobytes. */
const most = 100;

export function createEtagCache(): EtagCache {
  const answers = new Map<string, KeptAnswer>();
  const keep = (key: string, answer: KeptAnswer): void => {
    answers.delete(key);
    answers.set(key, answer);
    if (answers.size > most) answers.delete(answers.keys().next().value!);
  };
  return {
    find: (key) => {
      const found = answers.get(key);
      if (found) keep(key, found);
      return found;
    },
    keep,
    clear: () => answers.clear(),
  };
}
