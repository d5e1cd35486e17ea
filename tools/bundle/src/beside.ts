/** Manifest and lock file beside a bundle, for packages that are not in it. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface LockedPackage {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface LockFile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Writes `package.json` and `package-lock.json`: `npm ci` then installs the tested packages. Returns the versions of the named ones. */
export async function writeBeside(
  root: string,
  folder: string,
  app: string,
  packages: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const lockFile = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const locked = lockedFor(lockFile, packages);
  const dependencies = Object.fromEntries(packages.map((name) => [name, locked[placeOf(name)]!.version]));
  const name = `@frontage/${app}`;
  await writeJson(join(folder, 'package.json'), {
    name,
    private: true,
    type: 'module',
    main: 'main.mjs',
    dependencies,
  });
  await writeJson(join(folder, 'package-lock.json'), {
    name,
    lockfileVersion: lockFile.lockfileVersion,
    requires: true,
    packages: { '': { name, dependencies }, ...locked },
  });
  return dependencies;
}

/** Entries of the root's lock file for the packages and all their dependencies. */
function lockedFor({ packages }: LockFile, names: readonly string[]): Record<string, LockedPackage> {
  const found: Record<string, LockedPackage> = {};
  const add = (place: string): void => {
    if (place in found) return;
    const locked = packages[place]!;
    found[place] = locked;
    for (const name of Object.keys(locked.dependencies ?? {})) add(nearest(name, place));
  };
  /** Place of a package by Node's resolution: beside its importer, then in each folder above. */
  const nearest = (name: string, from: string): string => {
    const place = from === '' ? placeOf(name) : `${from}/${placeOf(name)}`;
    if (place in packages) return place;
    if (from === '') throw new Error(`The lock file has no ${name}`);
    return nearest(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
  };
  for (const name of names) add(nearest(name, ''));
  return found;
}

const placeOf = (name: string): string => `node_modules/${name}`;

const writeJson = (file: string, value: object): Promise<void> =>
  writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
