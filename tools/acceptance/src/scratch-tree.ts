/** A copy of the tree in which a test may write: its own files, linked to each other as npm links them, and packages from here. */

import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export interface ScratchTree {
  /** Absolute. */
  readonly folder: string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Paths of all files that are new or differ from those of `before`, sorted. */
  changesSince(before: ReadonlyMap<string, string>): Promise<readonly string[]>;
  /** The text of every file, by path. */
  snapshot(): Promise<ReadonlyMap<string, string>>;
  remove(): Promise<void>;
}

const left = new Set(['node_modules', '.git', '.nx', '.data', 'dist', 'coverage']);

/** Copies the tree into a folder below `.data/`, which nothing else looks at. */
export async function copyTree(root: string): Promise<ScratchTree> {
  await mkdir(join(root, '.data'), { recursive: true });
  const folder = await mkdtemp(join(root, '.data', 'scratch-'));
  for (const name of await readdir(root)) {
    if (left.has(name)) continue;
    await cp(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !left.has(path.split('/').at(-1)!),
    });
  }
  await linkPackages(root, folder);
  const files = (): string[] =>
    globSync('**/*', { cwd: folder, exclude: ({ name }) => left.has(name), withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  return {
    folder,
    read,
    write: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    snapshot: async () => new Map(await Promise.all(files().map(async (path) => [path, await read(path)] as const))),
    changesSince: async (before) => {
      const changed = await Promise.all(files().map(async (path) => (await read(path)) !== before.get(path)));
      return files().filter((_, index) => changed[index]);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Packages are those of the tree that is copied; the projects are the copy's own. */
async function linkPackages(root: string, folder: string): Promise<void> {
  const packages = join(folder, 'node_modules');
  await mkdir(join(packages, '@frontage'), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules')))
    if (name !== '@frontage' && name !== '.cache')
      await symlink(join(root, 'node_modules', name), join(packages, name));
  const { workspaces } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly workspaces: readonly string[];
  };
  const manifests = workspaces.map((workspace) => `${workspace}/package.json`);
  for (const manifest of globSync(manifests, { cwd: folder })) {
    const { name } = JSON.parse(await readFile(join(folder, manifest), 'utf8')) as { readonly name: string };
    await symlink(join(folder, dirname(manifest)), join(packages, name));
  }
}
