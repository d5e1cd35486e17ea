/** `npm run documents`: writes all generated documents that are checked in. */

import { writeFileSync } from 'node:fs';
import { makeDocuments, root } from './documents.ts';

for (const { path, content } of await makeDocuments()) writeFileSync(new URL(path, root), content);
