/** Keys of attempts: each is made once, and kept until its answer has come, so that a repetition changes nothing. */

import type { BrowserStorage } from '../storage.ts';

export interface Attempts {
  /** Key of the attempt under this name: the one that waits for its answer, in whatever tab and before whatever reload, else a new one. */
  keyOf(name: string): string;
  /** True while an attempt waits for its answer. */
  isOpen(name: string): boolean;
  /** Notes the answer: the next attempt is another one. */
  end(name: string): void;
}

/** Opens attempts over a storage. Where that is forbidden, keys live as long as the page. `newKey` makes one that nobody else has. */
export function createAttempts(storage: BrowserStorage, newKey: () => string): Attempts {
  const here = new Map<string, string>();
  const entryOf = (name: string): string => `frontage.attempt.${name}`;
  const find = (name: string): string | undefined => {
    try {
      return storage.getItem(entryOf(name)) ?? here.get(name);
    } catch {
      return here.get(name);
    }
  };
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch {
      // This page has the key.
    }
  };
  return {
    keyOf(name) {
      const found = find(name);
      if (found !== undefined) return found;
      const key = newKey();
      here.set(name, key);
      attempt(() => storage.setItem(entryOf(name), key));
      return key;
    },
    isOpen: (name) => find(name) !== undefined,
    end(name) {
      here.delete(name);
      attempt(() => storage.removeItem(entryOf(name)));
    },
  };
}
