/** Answers to operations that are refused, in the form that the client accepts. */

import { contextOf } from '@frontage/http-server/context';
import { openEventStream } from '@frontage/http-server/stack';
import type { Request, Response } from 'express';
import type { GraphQLError } from 'graphql';
import { renderError, withRequestId } from './render-error.ts';
import { mediaTypeFor, responseMediaType } from './request-shape.ts';

export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers with errors alone.
 *
 * A client that accepts JSON gets them with their status. One that accepts nothing but an event stream gets them as GraphQL over SSE wants
 * it: in a `next` event, and `complete` after it. Its clients repeat whatever has another status than 200, so that it has one only where
 * that may help.
 */
export function sendErrors(
  req: Request,
  res: Response,
  errors: readonly GraphQLError[],
  { status, headers = {} }: Refusal,
): void {
  const context = contextOf(res);
  context.error ??= errors[0];
  const rendered = errors.map((error) => withRequestId(renderError(error.toJSON(), error), context.requestId));
  const body = JSON.stringify({ errors: rendered });
  const type = mediaTypeFor(req);
  if (type === undefined && !mayPass(status)) return sendOnce(res, body);
  res
    .status(status)
    .set(headers)
    .set('Content-Type', type ?? responseMediaType)
    .end(body);
}

/** Sends one result as a whole event stream: `next`, then `complete`. */
export function sendOnce(res: Response, data: string): void {
  const stream = openEventStream(res);
  stream.send({ event: 'next', data });
  stream.send({ event: 'complete', data: '' });
  stream.end();
}

/** Whether the same request may succeed later, without a change. */
export const mayPass = (status: number): boolean => status === 429 || status >= 500;
