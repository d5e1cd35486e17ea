/** Shape of a GraphQL-over-HTTP request, checked before Apollo: its problems are problem documents. */

import { Failure, type InputError } from '@frontage/errors';
import type { Request, RequestHandler } from 'express';
import Negotiator from 'negotiator';
import { isDocumentId } from './trusted/document-id.ts';

/** Media type of answers whose status says how it went (GraphQL over HTTP §6.4). */
export const responseMediaType = 'application/graphql-response+json; charset=utf-8';

/** Media types as Apollo sends and accepts them. Apollo would refuse others after the operation ran. */
const mediaTypes = ['application/json; charset=utf-8', responseMediaType];

/** Media type of an answer to a request; undefined when it accepts none. */
export const mediaTypeFor = (req: Request): string | undefined => new Negotiator(req).mediaTypes(mediaTypes)[0];

/** Parameters of a request: its body, or the query of its address. */
export const parametersOf = (req: Request): Readonly<Record<string, unknown>> =>
  (req.method === 'POST' ? req.body : req.query) as Readonly<Record<string, unknown>>;

/** Refuses a request whose answer the client does not accept, before any work (RFC 9110 §12.5.1). */
export const acceptable: RequestHandler = (req, _, next) => {
  if (mediaTypeFor(req) !== undefined) return next();
  throw new Failure('NOT_ACCEPTABLE', 'Accept application/json or application/graphql-response+json, in UTF-8.');
};

/** Refuses a request without a body: it has no media type to check. */
export const requireBody: RequestHandler = (req, _, next) => {
  if (req.body !== undefined) return next();
  throw new Failure('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.', {
    headers: { Accept: 'application/json' },
  });
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members of a request; all others are ignored (GraphQL over HTTP §5.3). */
const members: readonly [name: string, fits: (value: unknown) => boolean, expected: string][] = [
  ['query', (value) => value == null || (typeof value === 'string' && value !== ''), 'must be a GraphQL document'],
  [
    'documentId',
    (value) => value == null || isDocumentId(value),
    'must be the id of a document: sha256: and 64 hexadecimal digits in lower case',
  ],
  ['operationName', (value) => value == null || typeof value === 'string', 'must be a string'],
  ['variables', (value) => value == null || isObject(value), 'must be an object'],
  ['extensions', (value) => value == null || isObject(value), 'must be an object'],
];

/** Refuses bodies that are not one operation. Arrays too: a batch would multiply every limit. */
export const requireOperation: RequestHandler = (req, _, next) => {
  const errors = wrongWith(req.body as unknown);
  if (errors.length > 0) throw new Failure('INVALID_INPUT', 'The body is not a GraphQL request.', { errors });
  next();
};

/** Refuses a GET whose parameters are not one operation. */
export const requireQuery: RequestHandler = (req, _, next) => {
  const errors = members.flatMap(([name, fits, detail]): InputError[] => {
    const given = req.query[name];
    const isJson = name === 'variables' || name === 'extensions';
    const value = isJson && typeof given === 'string' ? parseJson(given) : given;
    // A missing parameter is reported by Apollo; a repeated one is an array.
    const isFine = given === undefined ? true : typeof given === 'string' && fits(value);
    return isFine
      ? []
      : [{ pointer: `#/query/${name}`, detail: isJson ? `${detail}, in JSON, once` : `${detail}, once` }];
  });
  if (req.query['query'] !== undefined && req.query['documentId'] !== undefined) errors.push(both('query'));
  if (errors.length > 0) throw new Failure('INVALID_INPUT', 'The parameters are not a GraphQL request.', { errors });
  next();
};

/** Parses JSON; invalid JSON gives a string, which is no object. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return 'not JSON';
  }
}

function wrongWith(body: unknown): InputError[] {
  if (!isObject(body)) return [{ pointer: '#/body', detail: 'must be an object: one operation per request' }];
  const given = body as Readonly<Record<string, unknown>>;
  const { query, documentId } = given;
  if (query == null && documentId == null)
    return [{ pointer: '#/body/query', detail: 'must be a GraphQL document, where there is no documentId' }];
  return [
    ...members
      .filter(([name, fits]) => !fits(given[name]))
      .map(([name, , detail]) => ({ pointer: `#/body/${name}`, detail })),
    ...(query != null && documentId != null ? [both('body')] : []),
  ];
}

/** Error for a text beside an id: which of them is meant is not for us to guess. */
const both = (part: 'body' | 'query'): InputError => ({
  pointer: `#/${part}/documentId`,
  detail: 'must come without query',
});
