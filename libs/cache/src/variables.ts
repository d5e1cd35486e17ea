/** Environment variables of a cache. */

import { secretList } from '@frontage/sealing';
import { z } from 'zod';

/** Variables of a process that caches, spread into its schema. */
export const cacheVariables = {
  CACHE_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(32 * 1024 * 1024)
    .describe('most bytes that the cache of services’ answers may take; 0 turns it off'),
  CACHE_KEYS: secretList()
    .optional()
    .describe(
      'keys that seal private parts in Redis, separated by commas: the first seals, all open; without, they stay in memory',
    ),
};
