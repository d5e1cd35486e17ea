/** axios as `@frontage/upstream` uses it: with an adapter of its own. */

import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

/** What axios itself lets bundlers leave out (`browser` in its manifest), and its adapter for `fetch`. */
const leftOut = /\/axios\/lib\/(adapters\/(http|xhr|fetch)|platform\/node\/classes\/FormData)\.js$/;
const nothing = 'export default null;\nexport const getFetch = () => false;';

/** Reading the global loads Node's own copy of undici; a body of ours is never a form. */
const readsGlobal = "typeof G.FormData !== 'undefined' ? G.FormData : undefined";

/** Leaves out the adapters that nobody reaches: `upstream` gives axios its own with every call, and only `upstream` may import axios. */
export const axiosWithoutAdapters = (): Plugin => ({
  name: 'axios without adapters',
  setup: ({ onLoad }) => {
    onLoad({ filter: leftOut }, () => ({ contents: nothing }));
    onLoad({ filter: /\/axios\/lib\/utils\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(readsGlobal)) throw new Error(`${path} is not what it was: see ${import.meta.filename}`);
      return { contents: source.replace(readsGlobal, 'undefined') };
    });
  },
});
