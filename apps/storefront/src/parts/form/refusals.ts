/** Refusals of a change, as a form shows them: beside the fields that they are about, and all others together. */

import type { RefusalFragment } from '../refusal/refusal.documents.ts';

export interface Refusals {
  /** Sentences by the name of the field. */
  readonly fields: ReadonlyMap<string, string>;
  /** Sentences about no field of the form. */
  readonly others: readonly string[];
}

/** Sentences for the fields of a form whose value was refused, by name. */
export type FieldSentences = Readonly<Record<string, string>>;

export const noRefusals: Refusals = { fields: new Map(), others: [] };

const sentences: Readonly<Partial<Record<RefusalFragment['code'], string>>> = {
  ADDRESS_BOOK_FULL: 'The address book has 20 addresses already. Remove one first.',
  CHANGED_MEANWHILE: 'This was changed in another window meanwhile. Save again to replace that.',
  NOT_FOUND: 'It is no longer there.',
  WISH_LIST_FULL: 'The wish list has 200 products already. Take one off first.',
};

/** Sentence of a refusal without a field. The service's own is the fallback. */
export const sentenceOf = ({ code, message }: RefusalFragment): string => sentences[code] ?? message;

/** Arranges refusals for a form with these fields. */
export function refusalsFor(refusals: readonly RefusalFragment[], fields: FieldSentences): Refusals {
  const found = new Map<string, string>();
  const others = new Set<string>();
  for (const refusal of refusals) {
    const name = refusal.field?.find((part) => Object.hasOwn(fields, part));
    if (name === undefined) others.add(sentenceOf(refusal));
    else found.set(name, fields[name]!);
  }
  return { fields: found, others: [...others] };
}
