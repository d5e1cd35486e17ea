/** Chromium of this machine, driven over its own protocol. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Path of the browser: Debian's package `chromium`. Undefined where there is none. */
export const chromiumPath: string | undefined = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find((file) => existsSync(file));

/** Opens the browser. `args`: besides those that every use here needs. */
export function openChromium(args: readonly string[] = []): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('Chromium is not installed.');
  return chromium.launch({
    executablePath: chromiumPath,
    // The sandbox is off: root cannot have one, and the pages are ours.
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...args],
  });
}
