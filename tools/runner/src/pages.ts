/** Build of the storefront beside the start of the house, in a process of its own. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './config.ts';
import { pinnedNode } from './pinned-node.ts';

export interface PagesBuild {
  /** Problem of the build, as it was told; undefined after a success. Never rejects. */
  readonly done: Promise<string | undefined>;
  stop(): void;
}

/** Builds the storefront where its sources have changed since the last build. The house runs without it, too. */
export function buildStorefront(env: NodeJS.ProcessEnv): PagesBuild {
  const command = join(root, 'tools', 'bundle', 'src', 'main.ts');
  const child = spawn(pinnedNode(), [command, 'storefront', '--cached'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const done = new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : said.trim() || 'it was stopped'));
  });
  return { done, stop: () => void child.kill('SIGKILL') };
}
