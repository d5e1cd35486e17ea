/** An entry as text, with what it takes to tell whether it has been invalidated since. */

import type { Entry } from '../entry.ts';

export interface Envelope {
  readonly entry: Entry;
  /** When its fetch began, in the store's own time. */
  readonly moment: number;
}

export const toText = ({ entry, moment }: Envelope): string => JSON.stringify({ ...entry, moment });

const isTime = (value: unknown): value is number => typeof value === 'number';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Reads what `toText` wrote; undefined for anything else. */
export function fromText(text: string): Envelope | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { found, freshUntil, revalidateUntil, endsAt, tags, moment } = value;
  const isWhole =
    isObject(found) &&
    [freshUntil, revalidateUntil, endsAt, moment].every(isTime) &&
    Array.isArray(tags) &&
    tags.every((tag) => typeof tag === 'string');
  if (!isWhole) return undefined;
  // JSON has no undefined: a method that answers so is found again as one that does.
  const whole = isObject(found['absence']) ? { absence: found['absence'] } : { model: found['model'] };
  return {
    entry: { found: whole, freshUntil, revalidateUntil, endsAt, tags } as Entry,
    moment: moment as number,
  };
}
