/** axios without its own adapters: `@frontage/upstream` has one. */

import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

/** Files that axios lets bundlers leave out (`browser` in its manifest), and its `fetch` adapter. */
const leftOut = /\/axios\/lib\/(adapters\/(http|xhr|fetch)|platform\/node\/classes\/FormData)\.js$/;
const nothing = 'export default null;\nexport const getFetch = () => false;';

/** Code that loads Node's own copy of undici by reading the global. No body of ours is a form. */
const readsGlobal = "typeof G.FormData !== 'undefined' ? G.FormData : undefined";

/** Leaves out unreachable adapters. `upstream` gives axios its own with every call, and only `upstream` may import axios. */
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
