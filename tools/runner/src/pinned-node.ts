/** Which Node runs everything. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './config.ts';

/** The Node that the lock file names; any other may be what the runner itself was started with. */
export function pinnedNode(): string {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}
