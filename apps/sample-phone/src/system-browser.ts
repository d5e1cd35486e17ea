/** System browser: a program of its own, whose pages and cookies the app cannot reach (RFC 8252 §8.12). */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

const ofPlatform: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'open',
  win32: 'rundll32 url.dll,FileProtocolHandler',
};

/** Opens an address. `program` is a program and its arguments, separated by spaces; no shell reads it. Default: the system's. */
export async function openInBrowser(url: URL, program = ofPlatform[process.platform] ?? 'xdg-open'): Promise<void> {
  const [command = '', ...args] = program.split(' ').filter((word) => word !== '');
  const child = spawn(command, [...args, url.href], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The browser ${command} could not be opened.`);
}
