/** Proof of this app, for tools: its folder and its configuration. */

import type { AppProof } from '@frontage/proof';
import { configSchema } from '../src/config.ts';

export const proof = { folder: new URL('..', import.meta.url), configSchema } satisfies AppProof;
