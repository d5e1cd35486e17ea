/** Build of a small storefront, as `tools/bundle` lays it out. */

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const pageText = '<!doctype html><html lang="en"><title>Shop</title><div id="root"></div>';
export const scriptText = `console.log(${JSON.stringify('shop '.repeat(400))});`;

/** Writes a build into a new folder. Returns the folder. */
export function buildSmallStorefront(): string {
  const folder = mkdtempSync(join(tmpdir(), 'storefront-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), pageText);
  writeFileSync(join(folder, 'secret.txt'), 'not served');
  writeFileSync(join(folder, 'assets', 'notes.txt'), 'not served');
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), scriptText);
  writeFileSync(join(folder, 'assets', 'main-1a2b.js.br'), brotliCompressSync(scriptText));
  writeFileSync(join(folder, 'assets', 'main-1a2b.js.gz'), gzipSync(scriptText));
  return folder;
}
