/** What is checked in about a BFF: its own files, read and written. */

import type { AppProof } from '@frontage/proof';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Reads a file of an app, by its path from the app's folder; empty when there is none. */
export function readOwn({ folder }: AppProof, file: string): string {
  const url = new URL(file, folder);
  return existsSync(url) ? readFileSync(url, 'utf8') : '';
}

/** Writes one. */
export function writeOwn({ folder }: AppProof, file: string, content: string): void {
  const url = new URL(file, folder);
  mkdirSync(new URL('.', url), { recursive: true });
  writeFileSync(url, content);
}
