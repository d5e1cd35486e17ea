/** Limits on what one operation may ask for and on what its answer may hold: promises to a client, so each BFF says them. */

import type { SizeLimits } from './document-size.ts';

/** None has a default. What an operation exceeds, it is refused for or ended at, with a code of the client's. */
export interface OperationLimits extends SizeLimits {
  /** Lexical tokens of a document; the parser stops there. */
  readonly maxTokens: number;
  /** Cost of an operation, estimated with the sizes of its lists before anything runs (cost/). */
  readonly maxCost: number;
  /** Values that an answer may hold, counted as it is made: what the estimate did not foresee ends here. */
  readonly maxValues: number;
  /** Calls that an operation may make; what caches have costs none, and several retries of one are one. */
  readonly maxCalls: number;
  /** UTF-16 code units of all strings of an answer. */
  readonly maxText: number;
}
