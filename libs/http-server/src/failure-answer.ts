/** Answer to a request that failed, with or without Express. */

import { failureHeaders, type Failure, type ProblemContext } from '@frontage/errors';
import { problemFormat, type FailureFormat } from './failure-format.ts';

export interface FailureAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answer in a format: a problem document, unless there is another. Nobody stores it. */
export function failureAnswer(
  failure: Failure,
  context: ProblemContext,
  { mediaType, write }: FailureFormat = problemFormat,
): FailureAnswer {
  const headers = { 'Cache-Control': 'no-store', ...failureHeaders(failure), 'Content-Type': mediaType };
  return { headers, body: JSON.stringify(write(failure, context)) };
}
