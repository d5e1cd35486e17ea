/** Owners of files, as `.github/CODEOWNERS` names them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Owners of a file, by its path from the root. The last line that matches wins. Patterns are folders, or `*`. */
export function ownersOf(root: string, file: string): string {
  const lines = readFileSync(join(root, '.github/CODEOWNERS'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.trim().split(/\s+/));
  const found = lines.findLast(([pattern]) => pattern === '*' || `/${file}`.startsWith(pattern!));
  return found?.slice(1).join(' ') ?? 'nobody';
}
