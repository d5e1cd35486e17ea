/** Deduplication of packages that npm installed several times in one version. */

import type { Plugin } from 'esbuild';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';

/** Folder of a package, from the root: up to the last `node_modules/<name>`. */
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
/** Mark of resolutions that this plugin asked for itself. */
const asked = Symbol('asked');

/**
 * Bundles one copy of each version of a package. Where another version is at the top, npm installs a copy beside each package that needs
 * it: four of one mime-types, each with a table of all media types. The lock file says which copies have the same version; the first
 * stands for all.
 */
export const oneOfEachVersion = (root: string): Plugin => ({
  name: 'one of each version',
  setup: async ({ onResolve, resolve }) => {
    const firstCopies = await readFirstCopies(root);
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...how }) => {
      if (pluginData === asked || how.kind === 'entry-point' || isBuiltin(path)) return undefined;
      const found = await resolve(path, { ...how, pluginData: asked });
      if (found.external || found.errors.length > 0) return undefined;
      const place = relative(root, found.path);
      const folder = packageFolder.exec(place)?.[0] ?? '';
      const first = firstCopies.get(folder);
      if (first === undefined) return undefined;
      return { path: join(root, first, place.slice(folder.length)), sideEffects: found.sideEffects };
    });
  },
});

/** First installed copy of each package and version, by the folder of every copy. An image installs the packages of one app only. */
async function readFirstCopies(root: string): Promise<ReadonlyMap<string, string>> {
  interface LockFile {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  }
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const installed = Object.entries(packages).filter(
    ([folder]) => packageFolder.test(folder) && existsSync(join(root, folder)),
  );
  const firsts = new Map<string, string>();
  const copies = new Map<string, string>();
  for (const [folder, { version }] of installed) {
    const id = `${folder.slice(folder.lastIndexOf('node_modules/'))}@${version}`;
    const first = firsts.get(id);
    if (first === undefined) firsts.set(id, folder);
    else copies.set(folder, first);
  }
  return copies;
}
