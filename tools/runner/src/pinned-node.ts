/** The Node that runs everything. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './config.ts';

/** The Node of the lock file; the runner itself may have been started with another. */
export function pinnedNode(): string {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}
