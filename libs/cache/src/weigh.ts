/** What a Model weighs in memory, roughly, and freezing it on the way: it will be handed to many, and none may change it. */

/** V8 on 64 bits with compressed fields left out of account: header and hidden class, then a word per field or element. */
const objectBytes = 24;
const slotBytes = 8;
const boxedNumberBytes = 12;
const stringBytes = 16;

/** Freezes plain data through and through and returns about how many bytes it takes. */
export function freezeAndWeigh(value: unknown): number {
  if (typeof value === 'string') return weighText(value);
  if (typeof value === 'number') return Number.isInteger(value) ? 0 : boxedNumberBytes;
  if (typeof value !== 'object' || value === null) return 0;
  Object.freeze(value);
  const fields = Object.values(value) as unknown[];
  return fields.reduce<number>((sum, field) => sum + slotBytes + freezeAndWeigh(field), objectBytes);
}

/** Text takes a byte per character, or two as soon as one of them is outside Latin-1; only that is worth looking for. */
export const weighText = (text: string): number => stringBytes + text.length * (outsideLatin1.test(text) ? 2 : 1);

// eslint-disable-next-line no-control-regex -- the range is meant
const outsideLatin1 = /[^\u0000-\u00ff]/;
