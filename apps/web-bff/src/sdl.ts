/** Reads the SDL that stands beside a feature's resolvers. */

import { readFileSync } from 'node:fs';

/** `readSdl(import.meta.url, './products.graphql')` */
export const readSdl = (from: string, file: string): string => readFileSync(new URL(file, from), 'utf8');
