/** Size of a Model in memory, estimated, and its freezing on the same walk. Models are shared by requests, and none may change them. */

/** Sizes of V8 on 64 bits, without pointer compression. An object has a header and hidden class, then a word per field or element. */
const objectBytes = 24;
const slotBytes = 8;
const boxedNumberBytes = 12;
const stringBytes = 16;

/** Freezes plain data deeply, and returns its size in bytes, roughly. */
export function freezeAndWeigh(value: unknown): number {
  if (typeof value === 'string') return weighText(value);
  if (typeof value === 'number') return Number.isInteger(value) ? 0 : boxedNumberBytes;
  if (typeof value !== 'object' || value === null) return 0;
  Object.freeze(value);
  const fields = Object.values(value) as unknown[];
  return fields.reduce<number>((sum, field) => sum + slotBytes + freezeAndWeigh(field), objectBytes);
}

/** Size of a text: a byte per character, or two where any is outside Latin-1. */
export const weighText = (text: string): number => stringBytes + text.length * (outsideLatin1.test(text) ? 2 : 1);

// eslint-disable-next-line no-control-regex -- the range is meant
const outsideLatin1 = /[^\u0000-\u00ff]/;
