/** Bundle of an app for production. One file is read at start-up instead of two thousand, and no types are stripped. */

import { build, type Metafile } from 'esbuild';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeBeside } from './beside.ts';
import { axiosWithoutAdapters } from './plugins/axios-without-adapters.ts';
import { requiredBuiltIns } from './plugins/built-ins.ts';
import { oneOfEachVersion } from './plugins/one-of-each-version.ts';
import { ownModules } from './plugins/own-modules.ts';
import { undiciInPart } from './plugins/undici-in-part.ts';

export const root = resolve(import.meta.dirname, '../../..');

/** Packages compiled for a machine: installed beside a bundle that needs one. */
const native = ['better-sqlite3'];

/** Packages in no bundle and beside none. They are for development, optional, or for instrumentation of modules at load time. */
const absent = ['esbuild', 'graphiql', 'graphiql/*', 'pg-native', '@opentelemetry/sdk-*', '@opentelemetry/exporter-*'];

export interface Bundle {
  /** File that Node runs: `dist/web-bff/main.mjs`. */
  readonly file: string;
  /** Packages to be installed beside it, with their versions. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Modules in the bundle, by path from the root. Every start reads those of `atStart`; others are imported later. */
  readonly modules: Readonly<Record<'atStart' | 'later', readonly string[]>>;
}

/** Bundles an app (`web-bff`) into `folder`. Default `dist/<app>`. */
export async function bundle(app: string, folder = join(root, 'dist', app)): Promise<Bundle> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: entryOf(app), resolveDir: root, sourcefile: `bundle-of-${app}.js` },
    outdir: folder,
    entryNames: 'main',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Dynamic imports (Redis, databases) become files beside main.mjs, which cost nothing until they are imported.
    splitting: true,
    // All chunks are in one folder: `import.meta.url` then leads to the same one in each.
    chunkNames: '[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // ES modules of graphql. Of a CommonJS module, each of sixty importers would get a copy of all names.
    mainFields: ['module', 'main'],
    // All else goes in. `packages: 'external'` would leave out the packages of this repository, too.
    external: [...native, ...absent],
    // Identifiers are kept: names are in stacks, and names of errors are compared.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    sourcemap: 'external',
    // CommonJS packages call `require`.
    banner: {
      js: "import { createRequire as __frontageRequire } from 'node:module'; const require = __frontageRequire(import.meta.url);",
    },
    plugins: [
      requiredBuiltIns(),
      oneOfEachVersion(root),
      axiosWithoutAdapters(),
      undiciInPart(),
      ownModules(root, folder),
    ],
    metafile: true,
    logLevel: 'warning',
  });
  const dependencies = await writeBeside(
    root,
    folder,
    app,
    native.filter((name) => isImported(metafile, name)),
  );
  return { file: join(folder, 'main.mjs'), dependencies, modules: modulesOf(metafile) };
}

/**
 * Entry of a bundle: the app, then a flush of the compile cache. `NODE_COMPILE_CACHE` is written as soon as the app serves. Node would
 * otherwise write it only when it stops, and not at all when it is killed. A dozen files take some milliseconds.
 */
const entryOf = (app: string): string => `
  import { flushCompileCache } from 'node:module';
  import './apps/${app}/src/main.ts';
  flushCompileCache();
`;

const isImported = ({ outputs }: Metafile, name: string): boolean =>
  Object.values(outputs).some(({ imports }) => imports.some(({ path }) => path === name));

function modulesOf({ outputs }: Metafile): Bundle['modules'] {
  const read = new Set<string>();
  const readWith = (file: string): void => {
    if (read.has(file)) return;
    read.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') readWith(path);
  };
  readWith(Object.keys(outputs).find((file) => outputs[file]?.entryPoint !== undefined && file.endsWith('/main.mjs'))!);
  const inputsOf = (files: readonly string[]): string[] =>
    [...new Set(files.flatMap((file) => Object.keys(outputs[file]?.inputs ?? {})))].sort();
  return {
    atStart: inputsOf([...read]),
    later: inputsOf(Object.keys(outputs).filter((file) => !read.has(file))),
  };
}
