/**
 * Orphan guard, preloaded into every process that the runner starts. None outlives it, whatever the process itself does about it. Ctrl-C
 * reaches the whole foreground group: only the runner acts on it, and tells the others when to stop.
 */

import { unlinkSync } from 'node:fs';

/** Time for a process to stop by itself when its parent is gone. */
const graceMs = 10_000;

process.on('SIGINT', () => undefined);

process.on('disconnect', () => {
  const stopsByItself = process.listenerCount('disconnect') > 1;
  if (!stopsByItself) process.exit(1);
  setTimeout(() => process.exit(1), graceMs).unref();
});

// The way to the compile cache, which Node would write to now (src/compile-cache.ts). A folder stays: it cannot be unlinked.
process.on('exit', () => {
  try {
    unlinkSync(process.env.NODE_COMPILE_CACHE ?? '');
  } catch {
    // It is gone, with the state of the house.
  }
});

// A listener keeps the channel, and with it the process, alive: one that has finished must still be able to end.
process.channel?.unref();
