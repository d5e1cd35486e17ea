/** Chromium of this machine, driven over its own protocol: it can do what WebDriver cannot, colour schemes and offline pages among it. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const program = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find((path) => existsSync(path));

/** Whether this machine has it: Debian's package chromium. */
export const hasChromium = program !== undefined;

/** Opens it. The sandbox is off: root cannot have one, and the pages are ours. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: program!, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
