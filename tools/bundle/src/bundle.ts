/** An app as one file: what production runs. Starting it reads one file instead of two thousand, and strips no types. */

import { build, type Metafile } from 'esbuild';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeBeside } from './beside.ts';
import { axiosWithoutAdapters } from './plugins/axios-without-adapters.ts';
import { requiredBuiltIns } from './plugins/built-ins.ts';
import { oneOfEachVersion } from './plugins/one-of-each-version.ts';
import { ownModules } from './plugins/own-modules.ts';

export const root = resolve(import.meta.dirname, '../../..');

/** Compiled for a machine: installed beside the bundle that needs one. */
const native = ['better-sqlite3'];

/** Neither in the bundle nor beside it: what only development loads, what is optional, and what instruments modules as they are loaded. */
const absent = ['esbuild', 'graphiql', 'graphiql/*', 'pg-native', '@opentelemetry/sdk-*', '@opentelemetry/exporter-*'];

export interface Bundle {
  /** What Node runs: `dist/web-bff/main.mjs`. */
  readonly file: string;
  /** The packages that must stand beside it, with their versions. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** What went in, by path from the root: what every start reads, and what is read when it is wanted. */
  readonly modules: Readonly<Record<'atStart' | 'later', readonly string[]>>;
}

/** Bundles an app (`web-bff`) into `dist/<app>`, or a folder of one's own. */
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
    // What is imported when it is wanted (Redis, a database) is a file beside main.mjs, and costs nobody anything until then.
    splitting: true,
    // All in one folder: `import.meta.url` of one file is as good as that of another.
    chunkNames: '[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // graphql's ES modules: of its CommonJS, each of sixty importers would get a copy of all its names.
    mainFields: ['module', 'main'],
    // Everything else goes in; `packages: 'external'` would leave our own out, too.
    external: [...native, ...absent],
    // Names stay: they are in stacks, and what an error is called is looked at.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    sourcemap: 'external',
    // Packages of the old kind expect to be able to require.
    banner: {
      js: "import { createRequire as __frontageRequire } from 'node:module'; const require = __frontageRequire(import.meta.url);",
    },
    plugins: [requiredBuiltIns(), oneOfEachVersion(root), axiosWithoutAdapters(), ownModules(root, folder)],
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
 * The app, and what a bundle does besides: as soon as it serves, Node writes the code that it compiled (`NODE_COMPILE_CACHE`). It would
 * otherwise do so when it is told to stop, and never when it is killed. A dozen files take some milliseconds.
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
