/** nginx passing one call through: the least that a process in between costs. Only where nginx is installed. */

import { commandPath } from '@frontage/runner';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './environment.ts';
import { answering, run, usageOf } from './process.ts';

const template = readFileSync(new URL('peers/nginx.conf', import.meta.url), 'utf8');

/** The configuration that passes everything to one service. */
export const configuration = (port: number, upstream: string): string =>
  template.replace('PORT', String(port)).replace('SERVICE', new URL(upstream).host);

const program = commandPath('nginx');

/** True where nginx is installed, and can be measured by /proc. */
export const hasNginx = program !== undefined && existsSync('/proc/self/stat');

/** Starts it in a folder. */
export async function startNginx(upstream: string, dir: string) {
  const port = await freePort();
  await writeFile(join(dir, 'nginx.conf'), configuration(port, upstream));
  const child = run(program!, ['-p', dir, '-c', 'nginx.conf', '-e', 'stderr']);
  const origin = `http://127.0.0.1:${port}`;
  await answering(origin, child);
  return { origin, usage: () => usageOf(child) };
}
