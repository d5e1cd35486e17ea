/** Owners of folders, from .github/CODEOWNERS by the rules of the forge. */

import { textOf } from '@frontage/architecture/tree';

/** Looks up the owner of a folder (`libs/errors`). */
export type OwnerOf = (folder: string) => string;

/** Parses the file; the last line that matches a folder wins. */
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
