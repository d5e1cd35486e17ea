/** Modules of this repository in a bundle. */

import type { Plugin } from 'esbuild';
import { cp, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

/** Copies files that modules read at run time (SDL, proto files, pages, scripts of packages for browsers). The bundle finds them in `folder`. */
export const ownModules = (root: string, folder: string): Plugin => ({
  name: 'own modules',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/(apps|libs)\/.*\.ts$/ }, async ({ path }) => {
      // esbuild drops unused names of a namespace import. Of a namespace imported by name it keeps all: every language of zod.
      const source = (await readFile(path, 'utf8')).replace("import { z } from 'zod'", "import * as z from 'zod'");
      if (!/import\.meta\.(url|resolve)/.test(source)) return { contents: source, loader: 'ts' };
      for (const [, name] of source.matchAll(/'([\w./-]+\.(?:graphql|proto|html|css|js|md))'/g)) {
        const from = resolve(dirname(path), name!);
        if (await exists(from)) await cp(from, join(folder, placeOf(root, from)));
      }
      // Files of packages, which are not installed beside a bundle.
      const packaged = /import\.meta\.resolve\('([^']+\.(?:css|js))'\)/g;
      for (const [, name] of source.matchAll(packaged)) {
        const from = join('node_modules', name!);
        await cp(join(root, from), join(folder, 'files', from));
      }
      const here = `new URL(${JSON.stringify(`./${placeOf(root, path)}`)}, import.meta.url).href`;
      const contents = source
        .replaceAll('import.meta.url', here)
        .replaceAll(packaged, "new URL('./files/node_modules/$1', import.meta.url).href");
      return { contents, loader: 'ts' };
    });
  },
});

const placeOf = (root: string, path: string): string => join('files', relative(root, path));

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
