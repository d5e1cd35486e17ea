/** Limits on what one operation may ask for, on what its answer may hold, and on what is kept of all of them. */

import type { SizeLimits } from './document-size.ts';

export interface Limits extends SizeLimits {
  /** Lexical tokens of a document; the parser stops there. */
  readonly maxTokens: number;
  /** The cost of an operation, estimated with the sizes of its lists before anything runs (cost/). */
  readonly maxCost: number;
  /** Values that an answer may hold, counted as it is made: what the estimate did not foresee ends here. */
  readonly maxValues: number;
  /** Calls that an operation may make; what caches have costs none, and several retries of one are one. */
  readonly maxCalls: number;
  /** UTF-16 code units of all strings of an answer. */
  readonly maxText: number;
  /** Validation errors that one answer lists; validation stops there. */
  readonly maxErrors: number;
  /** Bytes of a request body. */
  readonly maxBodyBytes: number;
  /** Bytes, estimated, of all documents and plans that are kept for the next request. */
  readonly maxKeptBytes: number;
}

export const defaultLimits: Limits = {
  maxTokens: 2_000,
  maxDepth: 15,
  maxAliases: 30,
  maxFields: 500,
  maxOverlaps: 2_000,
  maxCost: 5_000,
  maxValues: 10_000,
  maxCalls: 60,
  maxText: 2_000_000,
  maxErrors: 5,
  maxBodyBytes: 100_000,
  maxKeptBytes: 32_000_000,
};
