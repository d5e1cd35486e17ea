/** Text of any characters, for property tests. */

import fc from 'fast-check';

/**
 * Arbitrary text of any code points but lone surrogates, which UTF-8 has not.
 *
 * fast-check's own `unit: 'binary'` is the same, but first builds a table of a million characters, in seconds and in every suite.
 */
export const anyText = (constraints: Omit<fc.StringConstraints, 'unit'> = {}): fc.Arbitrary<string> =>
  fc.string({ ...constraints, unit: character });

const character = fc
  .nat(0x10_ffff)
  .map((point) => String.fromCodePoint(point), toPoint)
  .filter((text) => text.isWellFormed());

/** Way back, which fast-check needs to try texts that it knows to be dangerous. */
function toPoint(text: unknown): number {
  if (typeof text !== 'string' || [...text].length !== 1) throw new TypeError('not a character');
  return text.codePointAt(0)!;
}
