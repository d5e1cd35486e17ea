/** `npm run documents`: writes every generated document that is checked in. */

import { writeFileSync } from 'node:fs';
import { makeDocuments, root } from './documents.ts';

for (const { path, content } of await makeDocuments()) writeFileSync(new URL(path, root), content);
