/** Limits on one operation and its answer. They are promises to a client, so each BFF sets its own. */

import type { SizeLimits } from './document-size.ts';

/** Limits, none with a default. An operation that exceeds one is refused or ended, with a code for the client. */
export interface OperationLimits extends SizeLimits {
  /** Lexical tokens of a document; the parser stops there. */
  readonly maxTokens: number;
  /** Cost of an operation, estimated with the sizes of its lists before it runs (cost/). */
  readonly maxCost: number;
  /** Values of an answer, counted as it is made: a wrong estimate ends here. */
  readonly maxValues: number;
  /** Calls to services. Cache hits cost none, and the retries of a call count as one. */
  readonly maxCalls: number;
  /** UTF-16 code units of all strings of an answer. */
  readonly maxText: number;
}
