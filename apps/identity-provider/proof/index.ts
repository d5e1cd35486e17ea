/** What this app proves of itself: tools find it here. */

import type { AppProof } from '@frontage/proof';
import { configSchema } from '../src/config.ts';

export const proof = { folder: new URL('..', import.meta.url), configSchema } satisfies AppProof;
