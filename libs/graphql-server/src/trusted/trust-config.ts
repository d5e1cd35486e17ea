/** Variables of a process with trusted documents. */

import { z } from 'zod';
import type { TrustOptions } from './trusted-documents.ts';

/** Variables: spread them into the schema of the process. */
export const trustConfig = {
  TRUSTED_DOCUMENTS_FILE: z
    .string()
    .optional()
    .describe(
      'JSON file of the documents that clients may run by their id, read again when it changes (libs/graphql-server/README.md)',
    ),
  TRUSTED_DOCUMENTS: z
    .enum(['only', 'also'])
    .optional()
    .describe(
      '`only` runs nothing but these, `also` texts as well; default `only` in production with a file, else `also`',
    ),
};

interface TrustVariables {
  readonly NODE_ENV?: string;
  readonly TRUSTED_DOCUMENTS_FILE?: string | undefined;
  readonly TRUSTED_DOCUMENTS?: 'only' | 'also' | undefined;
}

/** Asks whether the variables fit together: without a file, `only` would refuse everything. */
export const isTrustConfigured = ({ TRUSTED_DOCUMENTS, TRUSTED_DOCUMENTS_FILE }: TrustVariables): boolean =>
  TRUSTED_DOCUMENTS !== 'only' || TRUSTED_DOCUMENTS_FILE !== undefined;

/** Options of the server, from the environment. */
export function trustOf({
  NODE_ENV,
  TRUSTED_DOCUMENTS_FILE: file,
  TRUSTED_DOCUMENTS: mode,
}: TrustVariables): TrustOptions {
  return { file, mode: mode ?? (NODE_ENV === 'production' && file !== undefined ? 'only' : 'also') };
}
