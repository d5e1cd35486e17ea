/** The tree as it lies on disk: its files, its projects, and what each project's manifest says. */

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../../..');

/** What the conventions ask of a package.json. */
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

/** One workspace project. */
export interface Project {
  /** From the root: `libs/errors`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

const notOurs = new Set(['node_modules', '.nx', '.data', 'dist', 'coverage']);

/** Every file that a glob from the root names, without what is installed or generated. Sorted. */
export const filesOf = (glob: string): string[] =>
  globSync(glob, { cwd: root, exclude: ({ name }) => notOurs.has(name), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      resolve(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();

/** The text of a file. */
export const textOf = (file: string): string => readFileSync(resolve(root, file), 'utf8');

/** A JSON file. Who asks knows what is in it. */
export const jsonOf = <T>(file: string): T => JSON.parse(textOf(file)) as T;

/** Every workspace project. */
export const projects: readonly Project[] = filesOf(
  '{apps/*,libs/*,libs/service-clients/{*,*/fake},tools/*}/package.json',
).map((file) => ({
  folder: file.slice(0, -'/package.json'.length),
  manifest: jsonOf<Manifest>(file),
}));

/** The manifest of the root. */
export const rootManifest: Manifest = jsonOf<Manifest>('package.json');
