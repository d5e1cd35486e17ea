/** Heap in use, without what nobody holds any more. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Collects garbage. Returns the bytes in use. */
export function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Growth of the heap at most, as a share. */
export const mostGrowth = 0.05;

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
