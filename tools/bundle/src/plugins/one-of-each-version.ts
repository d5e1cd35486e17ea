/** What npm had to install twice goes in once. */

import type { Plugin } from 'esbuild';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';

/** A package's folder, seen from the root: up to the last `node_modules/<name>`. */
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
/** Says that a path is being resolved for this plugin. */
const asked = Symbol('asked');

/**
 * Where another version has the place at the top, npm installs one copy beside each package that needs it: four of one mime-types, each
 * with a table of all media types. The lock file says which copies are of the same version; the first of them stands for all.
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

/** By folder of a copy, the folder of the first one that is installed: an image installs what one app needs. */
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
