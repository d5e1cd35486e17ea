/** The last two stages: what no route took is 404, what anything threw becomes a problem document. */

import { Failure, failureHeaders, isFailure, problemMediaType, toFailure, toProblem } from '@frontage/errors';
import type { ErrorRequestHandler, Response } from 'express';
import { contextOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';

export const notFound = (): Stage =>
  stage('not-found', () => {
    throw new Failure('NOT_FOUND', 'There is no such resource.');
  });

export function failures(): Stage {
  const handle: ErrorRequestHandler = (error: unknown, req, res, next) => {
    const failure = fromExpress(error);
    contextOf(res).error = error;
    // The answer has begun: breaking it off is all that can still tell the client.
    if (res.headersSent) return next(error);
    sendProblem(res, failure, req.path);
  };
  return stage('failures', handle);
}

/** Sends a failure as a problem document. */
export function sendProblem(res: Response, failure: Failure, instance: string): void {
  const problem = toProblem(failure, { instance, requestId: contextOf(res).requestId });
  res
    .status(problem.status)
    .set({ 'Cache-Control': 'no-store', ...failureHeaders(failure), 'Content-Type': problemMediaType })
    .end(JSON.stringify(problem));
}

/** Errors of Express and its parsers carry a status and a type (http-errors); everything else is ours or unexpected. */
function fromExpress(error: unknown): Failure {
  if (isFailure(error) || !(error instanceof Error)) return toFailure(error);
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large')
    return new Failure('PAYLOAD_TOO_LARGE', 'The request body is too large.', { cause: error });
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new Failure('UNSUPPORTED_MEDIA_TYPE', 'The encoding of the body is not supported.', { cause: error });
  }
  if (type === 'entity.parse.failed') {
    return new Failure('MALFORMED_REQUEST', 'The body is not valid JSON.', {
      cause: error,
      errors: [{ pointer: '#/body', detail: parseDetail(error) }],
    });
  }
  if (status === 400) return new Failure('MALFORMED_REQUEST', 'The request could not be read.', { cause: error });
  return toFailure(error);
}

/** V8's message quotes the input; only the place is repeated. */
function parseDetail(error: Error): string {
  const place = /at position (\d+)/.exec(error.message)?.[1];
  return place === undefined ? 'is not valid JSON' : `is not valid JSON at position ${place}`;
}
