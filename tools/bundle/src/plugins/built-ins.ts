/** Built-in modules of Node in a bundle. */

import type { Plugin } from 'esbuild';
import { createRequire, isBuiltin } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Requires built-in modules, and reads only the exports in use. An `import` of `node:http` would read every export, the lazy ones too,
 * and so load Node's own copy of undici: some 15 ms and 5 MB of every start, for a `fetch` that no code here calls.
 */
export const requiredBuiltIns = (): Plugin => ({
  name: 'required built-ins',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /.*/ }, ({ path, kind, namespace }) => {
      if (!isBuiltin(path) || kind !== 'import-statement') return undefined;
      return namespace === builtIn ? { path, external: true } : { path, namespace: builtIn, sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: builtIn }, ({ path }) => ({ contents: esModuleOf(path), loader: 'js' }));
  },
});

const builtIn = 'built-in';

/** ES module of getters; esbuild drops each one that is not imported. */
function esModuleOf(path: string): string {
  const names = Object.keys(require(path) as object).filter(
    (name) => /^[A-Za-z_]\w*$/.test(name) && name !== 'default',
  );
  return [
    `const whole = require(${JSON.stringify(path)});`,
    'export default whole;',
    ...names.map(
      (name) => `const $${name} = /* @__PURE__ */ (() => whole.${name})();\nexport { $${name} as ${name} };`,
    ),
  ].join('\n');
}
