/** The folders of the repository that a project is made of. */

import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './config.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The folders of a project and of all that it depends on. */
export function foldersBehind(project: string): readonly string[] {
  const folders = new Set<string>();
  const add = (folder: string): void => {
    if (folders.has(folder)) return;
    folders.add(folder);
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    for (const name of Object.keys(dependencies))
      if (name.startsWith('@frontage/')) add(realpathSync(join(root, 'node_modules', name)));
  };
  add(project);
  return [...folders];
}
