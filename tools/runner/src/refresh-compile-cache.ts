/** The compile cache is filled by an install. When sources have changed since, it is filled anew for the next start. */

import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { root } from './config.ts';
import { pinnedNode } from './run.ts';

/** Starts the filling in a process that gives way to all others, and ends with this one. */
export function refreshCompileCache(): ChildProcess {
  const child = spawn(pinnedNode(), [join(root, 'tools', 'compile-cache.mjs')], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.once('error', () => undefined);
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already.
  }
  return child;
}
