/**
 * Lints pieces of code as files of the tree, with the real configuration. The project graph is fresh. Linting has a child
 * process, as ESLint, TypeScript and Nx need the real module loader instead of a test's.
 */

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** Piece of code, and the file that it is linted as. The file need not exist. */
export interface Probe {
  /** Path from the root. */
  readonly file: string;
  readonly code: string;
}

/** Complaint of a rule. */
export interface Complaint {
  readonly rule: string;
  readonly message: string;
}

/** Lints all probes in one child process. The answer holds the complaints of each, in order. */
export async function lintProbes(probes: readonly Probe[]): Promise<readonly (readonly Complaint[])[]> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'lint-probe.main.ts')], {
    cwd: resolve(import.meta.dirname, '../../..'),
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' },
  });
  const closed = new Promise<number | null>((done) => child.once('close', done));
  child.stdin.end(JSON.stringify(probes));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  if (code !== 0) throw new Error(`The lint probe ended with ${String(code)}:\n${err}\n${out}`);
  return JSON.parse(out) as Complaint[][];
}
