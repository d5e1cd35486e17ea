/**
 * `nx build <app>`: `node tools/bundle/src/main.ts web-bff`. Pages for browsers are built by Vite; with `--cached`, as `npm start` does, only where
 * their sources have changed.
 */

import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { buildPages, currentPages, isPages, root } from './pages.ts';

const [app, option] = process.argv.slice(2);
if (app === undefined) {
  process.stderr.write('Say which app: nx build web-bff\n');
  process.exitCode = 2;
} else if (isPages(app)) {
  const folder = await (option === '--cached' ? currentPages(app) : buildPages(app));
  process.stdout.write(`${relative(root, folder)}\n`);
} else {
  // Pages are built without the packages of a bundle.
  const { bundle } = await import('./bundle.ts');
  const { file, dependencies } = await bundle(app);
  const { size } = await stat(file);
  const beside = Object.keys(dependencies).join(', ') || 'nothing';
  process.stdout.write(`${relative(root, file)}: ${(size / 2 ** 20).toFixed(1)} MiB; beside it: ${beside}\n`);
}
