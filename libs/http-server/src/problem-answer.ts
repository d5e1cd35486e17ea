/** Answer that is a problem document (RFC 9457), with or without Express. */

import { failureHeaders, problemMediaType, toProblem, type Failure } from '@frontage/errors';

export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answer to a request that failed. Nobody stores it. */
export function problemAnswer(failure: Failure, request: Parameters<typeof toProblem>[1]): ProblemAnswer {
  const problem = toProblem(failure, request);
  const headers = { 'Cache-Control': 'no-store', ...failureHeaders(failure), 'Content-Type': problemMediaType };
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}
