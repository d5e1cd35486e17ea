/** No cache: every method as it was. */

import type { Cache } from './cache.ts';

/** Keeps nothing and shares nothing. For whoever turns caching off, and for specs that look at single calls. */
export const noCache: Cache = {
  method: (_, method) => method,
  batch: (_, method) => method,
  change: (_, method) => method,
  invalidate: () => Promise.resolve(),
  invalidateEverything: () => Promise.resolve(),
  bytes: 0,
  close: () => undefined,
};
