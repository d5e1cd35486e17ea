/** Checked-in documents of a BFF, read from and written to its folder. */

import type { AppProof } from '@frontage/proof';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Reads a file, by its path from the app's folder. A missing file is empty. */
export function readOwn({ folder }: AppProof, file: string): string {
  const url = new URL(file, folder);
  return existsSync(url) ? readFileSync(url, 'utf8') : '';
}

/** Writes a file of an app, and the folders above it. */
export function writeOwn({ folder }: AppProof, file: string, content: string): void {
  const url = new URL(file, folder);
  mkdirSync(new URL('.', url), { recursive: true });
  writeFileSync(url, content);
}
