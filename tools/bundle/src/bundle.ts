/** An app as one file: what production runs. Starting it reads one file instead of two thousand, and strips no types. */

import { build, type Metafile, type Plugin } from 'esbuild';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

/**
 * Left outside: what is compiled for a machine, what only development loads, and what instruments modules as they are loaded.
 * Everything else goes in; `packages: 'external'` would leave our own out, too.
 */
const external = [
  'better-sqlite3',
  'pg-native',
  'esbuild',
  'graphiql',
  'graphiql/*',
  '@opentelemetry/sdk-*',
  '@opentelemetry/exporter-*',
];

export interface Bundle {
  /** What Node runs: `dist/web-bff/main.mjs`. */
  readonly file: string;
  /** The packages that must stand beside it, with their versions. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Bundles an app (`web-bff`) into `dist/<app>`, or a folder of one's own. */
export async function bundle(app: string, folder = join(root, 'dist', app)): Promise<Bundle> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'main.mjs');
  const { metafile } = await build({
    entryPoints: [join(root, 'apps', app, 'src/main.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external,
    // Names stay: they are in stacks, and what an error is called is looked at.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    sourcemap: 'external',
    // Packages of the old kind expect to be able to require.
    banner: {
      js: "import { createRequire as __frontageRequire } from 'node:module'; const require = __frontageRequire(import.meta.url);",
    },
    plugins: [filesBeside(folder)],
    metafile: true,
    logLevel: 'warning',
  });
  const dependencies = await versionsOf(externalsOf(metafile));
  const manifest = { name: `@frontage/${app}`, private: true, type: 'module', main: 'main.mjs', dependencies };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return { file, dependencies };
}

/** SDL, proto files and pages are read beside the module that names them: there they must be found again. */
function filesBeside(folder: string): Plugin {
  return {
    name: 'files beside',
    setup: ({ onLoad }) => {
      onLoad({ filter: /\/(apps|libs)\/.*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!source.includes('import.meta.url')) return undefined;
        for (const [, name] of source.matchAll(/'([\w./-]+\.(?:graphql|proto|html|css|js))'/g)) {
          const from = resolve(dirname(path), name!);
          if (await exists(from)) await cp(from, join(folder, placeOf(from)));
        }
        const here = `new URL(${JSON.stringify(`./${placeOf(path)}`)}, import.meta.url).href`;
        return { contents: source.replaceAll('import.meta.url', here), loader: 'ts' };
      });
    },
  };
}

const placeOf = (path: string): string => join('files', relative(root, path));

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function externalsOf({ outputs }: Metafile): string[] {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  // What is loaded only when it is wanted, production does without.
  const needed = imports.filter(({ external, kind }) => external && kind !== 'dynamic-import').map(({ path }) => path);
  return [...new Set(needed)].filter((path) => !isBuiltin(path)).sort();
}

/** As installed; what is not (an optional peer) is not needed either. */
async function versionsOf(names: readonly string[]): Promise<Record<string, string>> {
  const entries = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [[name, (JSON.parse(text) as { version: string }).version] as const];
    }),
  );
  return Object.fromEntries(entries.flat());
}
