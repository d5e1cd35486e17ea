/** `nx build <app>`: `node tools/bundle/src/main.ts web-bff`. */

import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { bundle, root } from './bundle.ts';

const [app] = process.argv.slice(2);
if (app === undefined) {
  process.stderr.write('Say which app: nx build web-bff\n');
  process.exitCode = 2;
} else {
  const { file, dependencies } = await bundle(app);
  const { size } = await stat(file);
  const beside = Object.keys(dependencies).join(', ') || 'nothing';
  process.stdout.write(`${relative(root, file)}: ${(size / 2 ** 20).toFixed(1)} MiB; beside it: ${beside}\n`);
}
