/** Pointers to what is wrong with input: bounded, however much was sent. */

/** Most errors that one answer lists. */
export const maxErrors = 20;

/** Longest pointer: names of members are the client's, and may be as long as a body. */
export const maxPointerLength = 1_000;

/** RFC 6901 in its URI fragment form. What would be too long points to what it is in. */
export function toPointer(path: readonly string[]): string {
  let pointer = '#';
  for (const segment of path) {
    const longer = `${pointer}/${encode(segment)}`;
    if (longer.length > maxPointerLength) return pointer;
    pointer = longer;
  }
  return pointer;
}

/** A name may be no text at all: half a surrogate pair, which no URI can say. */
const encode = (segment: string): string =>
  encodeURIComponent(segment.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));
