/**
 * The compile cache, kept between starts: a quarter of a start's work. One writer fills it (`fill-compile-cache.ts`) when there is time.
 * The processes of the house read it and write nothing: Node writes when a process ends, some thousand small files, and a slow disk
 * takes longer for them than a stop may.
 */

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './config.ts';
import { pinnedNode } from './pinned-node.ts';

/** Goes when dependencies are installed anew, and is filled by that. */
const defaultFolder = join(root, 'node_modules', '.cache', 'frontage', 'compile');
const filler = fileURLToPath(new URL('./fill-compile-cache.ts', import.meta.url));
/** The lowest. */
const idlePriority = 19;

const folderVariable = 'FRONTAGE_COMPILE_CACHE';

/** The cache's folder: `FRONTAGE_COMPILE_CACHE`, or one in node_modules. */
export const compileCacheFolder = (env: NodeJS.ProcessEnv): string => env[folderVariable] || defaultFolder;

export interface ReadOnlyCache {
  /** The `NODE_COMPILE_CACHE` of the process that reads. */
  readonly path: string;
  readonly close: () => void;
}

/**
 * A link to the cache, which its process removes before it ends (orphan-guard.mjs). Node then finds no folder to write to. Node has no
 * setting for this.
 */
export function readOnlyCache(env: NodeJS.ProcessEnv, dataDir: string, name: string): ReadOnlyCache {
  const links = join(dataDir, 'compile-cache');
  // Another runner may have a process of this name that is still ending.
  const path = join(links, `${name}-${process.pid}`);
  const folder = compileCacheFolder(env);
  mkdirSync(folder, { recursive: true });
  mkdirSync(links, { recursive: true });
  const close = (): void => rmSync(path, { force: true });
  close();
  symlinkSync(folder, path, 'junction');
  return { path, close };
}

/** Fills the cache where sources have changed since, at the lowest priority. Gives what ends it. */
export function fillInBackground(env: NodeJS.ProcessEnv): () => void {
  const child = spawn(pinnedNode(), [filler], { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child.once('error', () => undefined).unref();
  child.channel?.unref();
  if (child.pid !== undefined) setPriority(child.pid, idlePriority);
  return () => child.kill('SIGKILL');
}
