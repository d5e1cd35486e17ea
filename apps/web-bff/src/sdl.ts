/** SDL files, which stand beside a feature's resolvers. */

import { readFileSync } from 'node:fs';

/** Reads one: `readSdl(import.meta.url, './products.graphql')`. */
export const readSdl = (from: string, file: string): string => readFileSync(new URL(file, from), 'utf8');
