/** Bundles GraphiQL, which ships as modules, on first use, and keeps the result on disk. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('./browser/graphiql.js', import.meta.url));

/** Directory of the bundle. Takes some seconds the first time on a machine, and no time after that. */
export async function bundleGraphiql(cacheDir: string): Promise<string> {
  const directory = join(cacheDir, `graphiql-${fingerprint()}`);
  if (existsSync(directory)) return directory;
  mkdirSync(cacheDir, { recursive: true });
  const unfinished = mkdtempSync(join(cacheDir, 'graphiql-'));
  try {
    await bundle(unfinished);
    renameSync(unfinished, directory);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process was faster, and its bundle will do.
    if (!existsSync(directory)) throw error;
  }
  return directory;
}

async function bundle(outdir: string): Promise<void> {
  const { build } = await import('esbuild');
  await build({
    entryPoints: {
      graphiql: entry,
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    absWorkingDir: dirname(entry),
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    entryNames: '[name]',
    chunkNames: 'chunk-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.ttf': 'file' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
}

/** Changes with the version of GraphiQL and with our own entry. */
function fingerprint(): string {
  const installed = readFileSync(fileURLToPath(import.meta.resolve('graphiql/package.json')));
  return createHash('sha256').update(installed).update(readFileSync(entry)).digest('hex').slice(0, 12);
}
