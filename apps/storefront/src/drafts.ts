/** Drafts: what is written in forms and not sent, kept in this tab while somebody logs in again. Of one person, of forms that ask for it, and for a while. */

import type { BrowserStorage } from './storage.ts';

/** Values of a form, by the names of its fields. */
export type Draft = Readonly<Record<string, string>>;

/** Name in the browser's storage. */
export const draftsKey = 'frontage.drafts';

/** Most drafts; the oldest goes first. */
export const maxDrafts = 5;
/** Most characters of one draft, names included: the longest review, and then some. A longer one is not kept. */
export const maxCharacters = 8_000;
/** Time after which a draft is no longer worth anything, in milliseconds. */
export const maxAgeMs = 60 * 60_000;

export interface Drafts {
  /** Draft of a form; undefined when this person has none. */
  read(person: string, form: string): Draft | undefined;
  keep(person: string, form: string, draft: Draft): void;
  /** Forgets one draft: it was sent, or is no longer wanted. */
  drop(person: string, form: string): void;
  /** Forgets everything that is not this person's; null: everything. */
  leaveTo(person: string | null): void;
}

interface Kept {
  readonly person: string;
  readonly form: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly draft: Draft;
}

/** Opens the drafts over a storage. Where that is forbidden or full nothing is kept. `now` is the time in milliseconds. */
export function createDrafts(storage: BrowserStorage, now: () => number): Drafts {
  function all(): readonly Kept[] {
    try {
      return readKept(storage.getItem(draftsKey)).filter(({ at }) => at <= now() && now() - at < maxAgeMs);
    } catch {
      return [];
    }
  }
  function write(drafts: readonly Kept[]): void {
    try {
      if (drafts.length === 0) storage.removeItem(draftsKey);
      else storage.setItem(draftsKey, JSON.stringify(drafts));
    } catch {
      // The form still has it.
    }
  }
  const others = (person: string, form: string): readonly Kept[] =>
    all().filter((kept) => kept.person === person && kept.form !== form);
  return {
    read: (person, form) => all().find((kept) => kept.person === person && kept.form === form)?.draft,
    keep(person, form, draft) {
      const isKept = JSON.stringify(draft).length <= maxCharacters;
      const kept = isKept ? [{ person, form, at: now(), draft }] : [];
      write([...others(person, form), ...kept].slice(-maxDrafts));
    },
    drop: (person, form) => write(others(person, form)),
    leaveTo: (person) => write(all().filter((kept) => kept.person === person)),
  };
}

/** Drafts of a stored text. What is none is left out: other versions of the shop and curious people write there, too. */
function readKept(text: string | null): readonly Kept[] {
  const values: unknown = JSON.parse(text ?? '[]');
  return Array.isArray(values) ? values.filter(isKept) : [];
}

function isKept(value: unknown): value is Kept {
  const { person, form, at, draft } = (value ?? {}) as Partial<Record<keyof Kept, unknown>>;
  return (
    typeof person === 'string' &&
    typeof form === 'string' &&
    typeof at === 'number' &&
    typeof draft === 'object' &&
    draft !== null &&
    Object.values(draft).every((each) => typeof each === 'string')
  );
}
