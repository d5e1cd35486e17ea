/** Formats of failures: what a client reads when something went wrong. */

import { failureHeaders, problemMediaType, toProblem, type Failure, type ProblemContext } from '@frontage/errors';
import type { z } from 'zod';
import { problemSchema } from './openapi/problem.ts';

export interface FailureFormat {
  readonly mediaType: string;
  /** Schema of the body, for the OpenAPI document. */
  readonly schema: z.ZodType;
  /** Body of a failure's answer. Status and headers are those of the failure in every format. */
  readonly write: (failure: Failure, context: ProblemContext) => object;
  /** Headers that belong to the body: its language. Default none. */
  readonly headers?: (failure: Failure) => Readonly<Record<string, string>>;
}

/** Problem documents (RFC 9457), the format of every API that names no other. */
export const problemFormat = {
  mediaType: problemMediaType,
  schema: problemSchema,
  write: toProblem,
} satisfies FailureFormat;

/** Answer to a failed request, with or without Express. */
export interface FailureAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answer to a request that failed. No cache stores it. */
export const failureAnswer = (
  failure: Failure,
  context: ProblemContext,
  { mediaType, write, headers }: FailureFormat = problemFormat,
): FailureAnswer => ({
  status: failure.status,
  headers: {
    'Cache-Control': 'no-store',
    ...failureHeaders(failure),
    ...headers?.(failure),
    'Content-Type': mediaType,
  },
  body: JSON.stringify(write(failure, context)),
});
