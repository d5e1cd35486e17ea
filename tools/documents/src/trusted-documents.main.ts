/** `npm run trusted-documents`. */

import { root } from '@frontage/architecture/tree';
import { runAsProcess } from '@frontage/operator-command';
import { runTrustedDocumentsCommand } from './trusted-documents-command.ts';

await runAsProcess('trusted-documents', (terminal) =>
  runTrustedDocumentsCommand(process.argv.slice(2), { root, ...terminal }),
);
