/** Representative operations of the browser: those of the storefront's pages, and what no page of it asks for. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const storefront = fileURLToPath(new URL('../../storefront/src', import.meta.url));

/** Reads all operations and fragments, as one document. */
export const readOperations = (): string =>
  [
    ...globSync('**/*.graphql', { cwd: storefront })
      .sort()
      .map((file) => join(storefront, file)),
    new URL('operations.graphql', import.meta.url),
  ]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
