/** Formats of failures: what a client reads when something went wrong. */

import { problemMediaType, toProblem, type Failure, type ProblemContext } from '@frontage/errors';
import type { z } from 'zod';
import { problemSchema } from './openapi/problem.ts';

export interface FailureFormat {
  readonly mediaType: string;
  /** Schema of the body, for the OpenAPI document. */
  readonly schema: z.ZodType;
  /** Body of a failure's answer. Status and headers are those of the failure in every format. */
  readonly write: (failure: Failure, context: ProblemContext) => object;
}

/** Problem documents (RFC 9457), the format of every API that names no other. */
export const problemFormat: FailureFormat = { mediaType: problemMediaType, schema: problemSchema, write: toProblem };
