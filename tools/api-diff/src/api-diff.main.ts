/** `npm run api-diff`. */

import { root } from '@frontage/architecture/tree';
import { runAsProcess } from '@frontage/operator-command';
import { runApiDiffCommand } from './api-diff-command.ts';

await runAsProcess('api-diff', (terminal) => runApiDiffCommand(process.argv.slice(2), { root, ...terminal }));
