/** Cache that is turned off: every method stays as it was. */

import { noAnswerTags } from './answer-tags.ts';
import type { Cache } from './cache.ts';

/** Cache without entries and without request collapsing, for `CACHE_MAX_BYTES=0` and for specs of single calls. */
export const noCache: Cache = {
  method: (_, method) => method,
  batch: (_, method) => method,
  change: (_, method) => method,
  invalidate: () => Promise.resolve(),
  invalidateEverything: () => Promise.resolve(),
  answerTags: noAnswerTags,
  bytes: 0,
  close: () => undefined,
};
