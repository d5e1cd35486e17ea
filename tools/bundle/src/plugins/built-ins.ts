/** Node's own modules, as a bundle gets at them. */

import type { Plugin } from 'esbuild';
import { createRequire, isBuiltin } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Built-in modules are required, and only what is used of each is touched. An `import` of `node:http` would read every export it has,
 * the lazy ones too, and so load Node's own copy of undici: some 15 ms and 5 MB of every start, for a `fetch` that nobody here calls.
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

/** An ES module of getters that esbuild drops one by one when nobody imports them. */
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
