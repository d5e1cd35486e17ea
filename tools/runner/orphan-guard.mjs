/**
 * Orphan guard: preloaded into every process that the runner starts, so that none outlives it, whatever the process itself does
 * about it. Ctrl-C reaches the whole foreground group: only the runner acts on it, and tells the others when to stop.
 */

import { lstatSync, unlinkSync } from 'node:fs';

/**
 * Node writes what it has compiled when a process ends, thousands of files just when somebody waits for that end. The runner gives each
 * process a link to the compile cache: without it, there is nowhere to write to, and nothing is written.
 */
process.on('exit', () => {
  const link = process.env['NODE_COMPILE_CACHE'];
  try {
    if (link && lstatSync(link).isSymbolicLink()) unlinkSync(link);
  } catch {
    // Gone already.
  }
});

/** How long a process that stops by itself when its parent is gone may take to do so. */
const graceMs = 10_000;

process.on('SIGINT', () => undefined);

process.on('disconnect', () => {
  const stopsByItself = process.listenerCount('disconnect') > 1;
  if (!stopsByItself) process.exit(1);
  setTimeout(() => process.exit(1), graceMs).unref();
});

// A listener keeps the channel, and with it the process, alive: one that has finished must still be able to end.
process.channel?.unref();
