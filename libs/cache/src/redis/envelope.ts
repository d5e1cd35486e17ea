/** Envelope: an entry as JSON text, with the start of its fetch. Invalidations are compared with that. */

import type { Entry } from '../entry.ts';

export interface Envelope {
  readonly entry: Entry;
  /** Start of its fetch, by the clock of the store. */
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
  // JSON drops undefined, so a missing `model` stands for a Model of undefined.
  const whole = isObject(found['absence']) ? { absence: found['absence'] } : { model: found['model'] };
  return {
    entry: { found: whole, freshUntil, revalidateUntil, endsAt, tags } as Entry,
    moment: moment as number,
  };
}
