/** Answers that a CDN may hold: their cache headers, their entity tag, and 304. */

import type { HTTPGraphQLHead } from '@apollo/server';
import { entityTag, isKnown } from '@frontage/http-server/context';
import type { Response } from 'express';
import type { FormattedExecutionResult } from 'graphql';

/** Headers that tell one caller about itself. A cache would show them to all. */
const personal = ['RateLimit', 'RateLimit-Policy'];

export interface PublicAnswer {
  readonly result: FormattedExecutionResult;
  readonly seconds: number;
  /** Tags of the answers that the client has. */
  readonly ifNoneMatch: string | undefined;
}

/**
 * Makes a whole answer public, and confirms it with 304 to whoever has it.
 *
 * It is stale for at most as long as it was fresh: `stale-while-revalidate` (RFC 5861) is `max-age`. `Vary` has no `Cookie`, because the
 * operation ran as an anonymous visitor's, whoever asked.
 */
export function publishAnswer(
  res: Response,
  http: HTTPGraphQLHead,
  { result, seconds, ifNoneMatch }: PublicAnswer,
): void {
  for (const name of personal) res.removeHeader(name);
  res.vary('Accept').vary('Accept-Encoding');
  const tag = entityTag({ body: Buffer.from(JSON.stringify(result)) })!;
  http.headers.set('etag', tag);
  http.headers.set('cache-control', `public, max-age=${seconds}, stale-while-revalidate=${seconds}`);
  if (isKnown(ifNoneMatch, tag)) http.status = 304;
}
