/** Jest test runner of specs: jest-circus as it is, over modules that Node loads in place of jest-runtime (ADR 0044). */

import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { default: runInCircus } = require('jest-circus/runner');

/** Global symbols under which jest-circus keeps the state of a file. */
const circusState = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS']);
const testTimeout = Symbol.for('TEST_TIMEOUT_SYMBOL');

/** Spec files that this process has loaded. */
let loaded = 0;

/** Runs one spec file. Parameters and result are those of Jest's option `testRunner`. */
export default async function runFile(globalConfig, config, environment, runtime, path, sendMessageToJest) {
  for (const symbol of Object.getOwnPropertySymbols(globalThis))
    if (circusState.has(symbol.description)) delete globalThis[symbol];
  delete globalThis[testTimeout];
  Object.assign(runtime, {
    // jest-circus, anew for each file: its modules remember the file before.
    requireInternalModule: (file) => {
      delete require.cache[file];
      return require(file);
    },
    requireModule: require,
    setGlobalsForRuntime: (globals) => Object.assign(globalThis, globals, { jest: makeJest(environment) }),
    unstable_shouldLoadAsEsm: () => true,
    // A spec file that runs again is loaded again; the modules that it imports are not.
    unstable_importModule: (file) => import(`${pathToFileURL(file)}?${(loaded += 1)}`),
  });
  return runInCircus(globalConfig, config, environment, runtime, path, sendMessageToJest);
}

/** The object `jest`, without what needs a module loader of Jest's own. */
function makeJest({ fakeTimersModern: timers, moduleMocker: mocks }) {
  const jest = {
    setTimeout: (ms) => {
      globalThis[testTimeout] = ms;
      return jest;
    },
  };
  for (const object of [timers, mocks])
    for (const name of methodsOf(object)) jest[name] = (...given) => object[name](...given) ?? jest;
  return jest;
}

const methodsOf = (object) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(object)).filter(
    (name) => name !== 'constructor' && !name.startsWith('_'),
  );

const globals = new URL('globals.mjs', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, resolveNext) =>
    specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : resolveNext(specifier, context),
});
