/** Build of a client's pages by Vite: files under names with their hashes, compressed ahead for whoever serves them. */

import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Root of the tree. */
export const root = resolve(import.meta.dirname, '../../..');

/** Goes when dependencies are installed anew, as builds depend on them. */
const cache = join(root, 'node_modules', '.cache', 'frontage', 'pages');
/** Builds kept: those of branches that somebody changes between. */
const keptBuilds = 4;
/** Smallest file compressed ahead, in bytes: below it, a header costs as much as is saved. */
const leastBytes = 1_024;

/** Vite, as far as it is used here. It is a package of the app, and no type of it leads out of the app. */
interface Vite {
  build(options: object): Promise<unknown>;
}

/** Asks whether an app is pages for browsers, and no process. */
export const isPages = (app: string): boolean => existsSync(join(root, 'apps', app, 'vite.config.mjs'));

/** Builds an app's pages into `folder`. Default `dist/<app>`. Returns the folder. */
export async function buildPages(app: string, folder = join(root, 'dist', app)): Promise<string> {
  const appFolder = join(root, 'apps', app);
  const { build } = (await import(
    pathToFileURL(createRequire(join(appFolder, 'package.json')).resolve('vite')).href
  )) as Vite;
  await inProduction(() =>
    build({
      root: appFolder,
      configFile: join(appFolder, 'vite.config.mjs'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    }),
  );
  await compressAll(folder);
  return folder;
}

/** Runs with the NODE_ENV of production: Vite reads it from the process, and packages choose their files by it. */
async function inProduction(run: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV: before } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await run();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/**
 * Folder of the build of an app's sources as they are now, whether it is there yet or not. Another content of any source, or of the lock file, is another
 * folder: a process that was told of one never sees half of another.
 */
export function pagesFolder(app: string): string {
  const hash = createHash('sha256');
  const sources = globSync([`apps/${app}/**/*`, 'libs/look/src/**/*', 'package-lock.json'], {
    cwd: root,
    exclude: (name) => name.endsWith('node_modules'),
  });
  for (const name of sources.sort()) {
    const file = join(root, name);
    if (!statSync(file).isFile() || /\.(spec\.ts|md)$/.test(name)) continue;
    hash.update(`${name}\n`).update(readFileSync(file));
  }
  return join(cache, `${app}-${hash.digest('hex').slice(0, 16)}`);
}

/** Builds an app's pages where their sources have changed since the last build. Returns the folder. */
export async function currentPages(app: string): Promise<string> {
  const folder = pagesFolder(app);
  if (existsSync(folder)) return folder;
  const made = `${folder}.${randomUUID()}`;
  await mkdir(cache, { recursive: true });
  await buildPages(app, made);
  try {
    await rename(made, folder);
  } catch (error) {
    // Another process has built the same meanwhile.
    await rm(made, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  await removeOld(app);
  return folder;
}

async function removeOld(app: string): Promise<void> {
  const builds = (await readdir(cache)).filter((name) => name.startsWith(`${app}-`)).map((name) => join(cache, name));
  const age = (folder: string): number => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newest = builds.sort((one, other) => age(other) - age(one));
  await Promise.all(newest.slice(keptBuilds).map((folder) => rm(folder, { recursive: true, force: true })));
}

const brotli = promisify(brotliCompress);
const gzipped = promisify<Buffer, { readonly level: number }, Buffer>(gzip);

/** Writes `.br` and `.gz` beside each file that gets smaller by it, at the highest quality: it is done once. */
async function compressAll(folder: string): Promise<void> {
  const files = globSync('**/*.{html,js,css,svg}', { cwd: folder }).map((name) => join(folder, name));
  await Promise.all(
    files.map(async (file) => {
      const body = await readFile(file);
      if (body.length < leastBytes) return;
      const [br, gz] = await Promise.all([
        brotli(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
        gzipped(body, { level: constants.Z_BEST_COMPRESSION }),
      ]);
      await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
    }),
  );
}
