/**
 * Fills the compile cache. Loads what the processes of the house load when they start, and ends: then Node writes it down. Runs after an
 * install (`postinstall`) and, at the lowest priority, beside a running house; does nothing when nothing has changed.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileCacheFolder } from './compile-cache.ts';
import { readConfig, root } from './config.ts';
import { houseTable } from './house.ts';

const folder = compileCacheFolder(process.env);
const stampFile = join(folder, 'sources');
/** Modules that are loaded late, and that every house uses. */
const later = ['better-sqlite3'];

const isSource = (name: string): boolean => name.endsWith('.ts') && !/(\.spec|\.d)\.ts$/.test(name);
/** Files that run when they are loaded. */
const isProgram = (name: string): boolean => /(^|[./\\])main\.ts$/.test(name);

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/(^|[/\\])node_modules[/\\]/.test(name))
    .map((name) => join(path, name));

/** Changes with every source and with every install. */
function stampOfSources(): string {
  const hash = createHash('sha256').update(process.version);
  const sources = ['apps', 'libs'].flatMap((name) => filesBelow(join(root, name)).filter(isSource)).sort();
  for (const file of [join(root, 'node_modules', '.package-lock.json'), ...sources]) {
    const stat = statSync(file, { throwIfNoEntry: false });
    hash.update(`${file} ${stat?.size} ${stat?.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function readStamp(): string | undefined {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
}

/** Leftovers of a killed writer: Node writes beside the file, under its name and six letters. */
function removeUnfinished(): void {
  for (const file of filesBelow(folder)) if (/[\\/][0-9a-f]{8}\.\w{6}$/.test(file)) rmSync(file, { force: true });
}

// The end of the house ends this process, too. Before all is loaded there is nothing to write.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();

const stamp = stampOfSources();
if (readStamp() !== stamp) {
  mkdirSync(folder, { recursive: true });
  removeUnfinished();
  enableCompileCache(folder);
  for (const { entry } of houseTable(readConfig({}))) {
    const modules = filesBelow(dirname(entry)).filter((name) => isSource(name) && !isProgram(name));
    for (const file of modules) await import(pathToFileURL(file).href);
  }
  for (const name of later) await import(name);
  writeFileSync(stampFile, stamp);
}
