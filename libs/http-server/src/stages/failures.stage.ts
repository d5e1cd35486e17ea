/** Last two stages: 404 for unmatched routes, and problem documents for errors. */

import { Failure, failureHeaders, isFailure, toFailure } from '@frontage/errors';
import type { ErrorRequestHandler, Response } from 'express';
import { failureAnswer } from '../failure-format.ts';
import { notUtf8 } from '../json-body.ts';
import { prefersPage, sendPage } from '../page.ts';
import { contextOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';

export const notFound = (): Stage =>
  stage('not-found', () => {
    throw new Failure('NOT_FOUND', 'There is no such resource.');
  });

export interface FailuresOptions {
  /** Shows failures as pages to browsers; programs get problem documents all the same. Default false. */
  readonly pages?: boolean;
}

export function failures({ pages = false }: FailuresOptions = {}): Stage {
  const handle: ErrorRequestHandler = (error: unknown, req, res, next) => {
    const failure = fromExpress(error);
    contextOf(res).error = error;
    // The answer has begun, so only a broken connection can still tell the client.
    if (res.headersSent) return next(error);
    if (pages && prefersPage(req)) return sendFailurePage(res, failure);
    sendProblem(res, failure, req.path);
  };
  return stage('failures', handle);
}

/** Sends a failure in the format of the path: a problem document, unless its version has another. */
export function sendProblem(res: Response, failure: Failure, instance: string): void {
  const { requestId, failureFormat } = contextOf(res);
  const { status, headers, body } = failureAnswer(failure, { instance, requestId }, failureFormat);
  res.status(status).set(headers).end(body);
}

/** Sends a failure as a page for people. */
function sendFailurePage(res: Response, failure: Failure): void {
  const { requestId, links = [{ href: '/', text: 'To the first page' }] } = contextOf(res);
  const { status, title } = failure.kind;
  res.set({ 'Cache-Control': 'no-store', ...failureHeaders(failure) });
  sendPage(res, { status, title, text: [failure.message], requestId, links });
}

/** Failure for an error. Errors of Express and its parsers have a status and a type (http-errors). */
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
  if (type === notUtf8) {
    const errors = [{ pointer: '#/body', detail: 'is not UTF-8' }];
    return new Failure('MALFORMED_REQUEST', 'The body is not valid JSON.', { cause: error, errors });
  }
  if (status === 400) return new Failure('MALFORMED_REQUEST', 'The request could not be read.', { cause: error });
  return toFailure(error);
}

/** Position of a JSON error. V8's message quotes the input, which is not repeated. */
function parseDetail(error: Error): string {
  const place = /at position (\d+)/.exec(error.message)?.[1];
  return place === undefined ? 'is not valid JSON' : `is not valid JSON at position ${place}`;
}
