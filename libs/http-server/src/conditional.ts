/** Conditional requests (RFC 9110 §13): which endpoints have them, and what is asked of their answers. */

import { Failure } from '@frontage/errors';
import type { Principal } from '@frontage/policy';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { isKnown } from './entity-tag.ts';
import { headerOf } from './request-context.ts';

/** Asks whether reads of an endpoint can be conditional: `If-None-Match`, and 304. */
export const isConditionalRead = ({ etag = false, method }: Pick<Endpoint<never>, 'etag' | 'method'>): boolean =>
  etag !== false && method === 'GET';

type WithInput = Pick<Endpoint<never>, 'input'>;

const ifMatchOf = ({ input }: WithInput): z.ZodType | undefined =>
  input.headers?.shape['if-match'] as z.ZodType | undefined;

/** Asks whether an endpoint takes an `If-Match`. */
export const takesIfMatch = (endpoint: WithInput): boolean => ifMatchOf(endpoint) !== undefined;

/** Asks whether an endpoint requires an `If-Match`: it takes one, and not as an option. */
export const requiresIfMatch = (endpoint: WithInput): boolean =>
  takesIfMatch(endpoint) && !(ifMatchOf(endpoint) instanceof z.ZodOptional);

/** Demands `If-Match` of a write that requires it. PRECONDITION_REQUIRED (RFC 6585 §3): without it, one writer overwrites another unseen. */
export function demandIfMatch(endpoint: Endpoint<never>, req: Request): void {
  if (!requiresIfMatch(endpoint) || headerOf(req, 'if-match') !== undefined) return;
  throw new Failure('PRECONDITION_REQUIRED', 'Send If-Match: the ETag of what you read, or * for whatever is there.');
}

/** Asks whether shared caches may hold the answers of an endpoint, because they are the same for everybody. */
export const isPublicAnswer = ({ cacheControl = '' }: Pick<Endpoint<never>, 'cacheControl'>): boolean =>
  /^public\b/.test(cacheControl);

/**
 * `Cache-Control` of a success. What has a validator may be kept, and is asked about before each use. A public answer with a mark is kept
 * by nobody: a shared cache would give the mark, and what is missing, to everybody.
 */
export function cacheControlOf(endpoint: Endpoint<never>, isMarked: boolean): string {
  if (isMarked && isPublicAnswer(endpoint)) return 'no-store';
  return endpoint.cacheControl ?? (isConditionalRead(endpoint) ? 'private, no-cache' : 'no-store');
}

export interface Conditional {
  /** Tag of the answer, if it has one. */
  readonly tag: string | undefined;
  /** Whether the tag is of the whole body, and so confirms reads. */
  readonly confirmsReads: boolean;
  /** `Vary` of the answer: request headers that it depends on, the coding among them. */
  readonly vary: string;
}

/**
 * Sets the tag of a success, and ends the response with 304 if the client has it. Returns whether it did. The headers are those of the 200
 * (RFC 9110 §15.4.5); `Vary` names the coding, too, which a 304 has no body to choose for.
 */
export function confirm(
  endpoint: Endpoint<never>,
  req: Request,
  res: Response,
  { tag, confirmsReads, vary }: Conditional,
): boolean {
  if (tag !== undefined) res.setHeader('ETag', tag);
  if (!isConditionalRead(endpoint)) return false;
  res.vary(vary);
  const isConfirmed =
    res.statusCode === 200 && confirmsReads && tag !== undefined && isKnown(headerOf(req, 'if-none-match'), tag);
  if (isConfirmed) res.status(304).end();
  return isConfirmed;
}

/**
 * Question that an answer of parts is remembered by: who asks, and the request as far as the answer depends on it. Undefined for partners,
 * whose answers are not made of cached parts.
 */
export function questionOf(endpoint: Endpoint<never>, req: Request, principal: Principal): string | undefined {
  if (principal.kind === 'partner') return undefined;
  const headers = Object.keys(endpoint.input.headers?.shape ?? {}).map((name) => headerOf(req, name) ?? null);
  return JSON.stringify([endpoint.name, principal, req.originalUrl, headers]);
}
