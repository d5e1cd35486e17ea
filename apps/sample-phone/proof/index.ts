/** Proof of this app, for tools: its folder, its configuration, and the document that its types are made of. */

import type { AppProof } from '@frontage/proof';
import { configSchema } from '../src/config.ts';

export const proof = {
  folder: new URL('..', import.meta.url),
  configSchema,
  typesFrom: new URL('../../mobile-bff/openapi.json', import.meta.url),
} satisfies AppProof;
