/** The representative operations: operations.graphql. */

import { readFileSync } from 'node:fs';

/** Reads the document. */
export const readOperations = (): string => readFileSync(new URL('operations.graphql', import.meta.url), 'utf8');
