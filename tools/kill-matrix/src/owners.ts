/** Who owns what: .github/CODEOWNERS, read as the forge reads it. */

import { readFileSync } from 'node:fs';
import { root } from './tree.ts';

/** Gives the owner of a folder (`apps/web-bff`). */
export type OwnerOf = (folder: string) => string;

/** Reads the file; the last line that matches a folder wins. */
export function readOwners(text = readFileSync(new URL('.github/CODEOWNERS', root), 'utf8')): OwnerOf {
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
