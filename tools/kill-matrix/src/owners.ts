/** Who owns what: .github/CODEOWNERS, read as the forge reads it. */

import { textOf } from '@frontage/architecture/tree';

/** Gives the owner of a folder (`libs/errors`). */
export type OwnerOf = (folder: string) => string;

/** Reads the file; the last line that matches a folder wins. */
export function readOwners(text = textOf('.github/CODEOWNERS')): OwnerOf {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.trim().split(/\s+/) as [pattern: string, owner: string]);
  return (folder) => {
    const line = lines.findLast(([pattern]) => pattern === '*' || `/${folder}/`.startsWith(pattern));
    if (!line) throw new Error(`nobody owns ${folder}`);
    return line[1];
  };
}
