/** Tree on disk: files, projects and their manifests. */

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Root of the repository. */
export const root = resolve(import.meta.dirname, '../../..');

/** Fields of a package.json that conventions are about. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[] };
}

/** Workspace project. */
export interface Project {
  /** Path from the root: `libs/errors`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

const notOurs = new Set(['node_modules', '.nx', '.data', 'dist', 'coverage']);

/** Files that match a glob from the root, sorted, without installed and generated ones. */
export const filesOf = (glob: string): string[] =>
  globSync(glob, { cwd: root, exclude: ({ name }) => notOurs.has(name), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      resolve(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();

/** Text of a file. */
export const textOf = (file: string): string => readFileSync(resolve(root, file), 'utf8');

/** Content of a JSON file. Its type is the caller's claim, and is not checked. */
export const jsonOf = <T>(file: string): T => JSON.parse(textOf(file)) as T;

/** Workspace projects. */
export const projects: readonly Project[] = filesOf(
  '{apps/*,libs/*,libs/service-clients/{*,*/fake},tools/*}/package.json',
).map((file) => ({
  folder: file.slice(0, -'/package.json'.length),
  manifest: jsonOf<Manifest>(file),
}));

/** Manifest of the root. */
export const rootManifest: Manifest = jsonOf<Manifest>('package.json');
