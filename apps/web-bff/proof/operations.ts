/** Representative operations of the browser: operations.graphql. */

import { readFileSync } from 'node:fs';

export const readOperations = (): string => readFileSync(new URL('operations.graphql', import.meta.url), 'utf8');
