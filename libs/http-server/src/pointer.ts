/** JSON Pointers (RFC 6901) to flaws of the input. Bounded, however much was sent. */

/** Most errors that one answer lists. */
export const maxErrors = 20;

/** Longest pointer. Names of members come from the client, and may be as long as a body. */
export const maxPointerLength = 1_000;

/** JSON Pointer in URI fragment form (RFC 6901 §6). A pointer that would be too long ends at an ancestor. */
export function toPointer(path: readonly string[]): string {
  let pointer = '#';
  for (const segment of path) {
    const longer = `${pointer}/${encode(segment)}`;
    if (longer.length > maxPointerLength) return pointer;
    pointer = longer;
  }
  return pointer;
}

/** Encodes a name, which may hold half a surrogate pair. No URI can carry that. */
const encode = (segment: string): string =>
  encodeURIComponent(segment.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));
