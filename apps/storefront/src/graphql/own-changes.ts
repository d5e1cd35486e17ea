/**
 * Changes that this person has made to what is the same for everybody: their reviews. Whoever has changed something sees it at once, and not
 * what a browser or a CDN kept before.
 */

import type { BrowserStorage } from '../storage.ts';

const key = 'frontage.changed';

export interface OwnChanges {
  /** Notes a change, in all tabs and over reloads. */
  note(): void;
  /** Asks whether an answer of this age may lack a change. */
  isMissedAfter(ageMs: number): boolean;
}

export const createOwnChanges = (storage: BrowserStorage, now: () => number): OwnChanges => ({
  note() {
    try {
      storage.setItem(key, String(now()));
    } catch {
      // Storage that is full or forbidden: what was kept is shown for its minute.
    }
  },
  isMissedAfter(ageMs) {
    try {
      const since = now() - Number(storage.getItem(key) ?? -Infinity);
      // A clock that was set back.
      return since >= 0 && since < ageMs;
    } catch {
      return false;
    }
  },
});
