/** The shape of a GraphQL-over-HTTP request, checked before Apollo sees it: what is wrong with it is a problem document. */

import { Failure, type InputError } from '@frontage/errors';
import type { RequestHandler } from 'express';

const mediaTypes = ['application/json', 'application/graphql-response+json'];

/** Refuses what the client could not read anyway, before anything is done: Apollo would say so after a mutation ran. */
export const acceptable: RequestHandler = (req, _, next) => {
  if (!req.accepts(mediaTypes)) throw new Failure('NOT_ACCEPTABLE', `Accept one of ${mediaTypes.join(', ')}.`);
  next();
};

/** Refuses bodies that are not JSON. */
export const requireJson: RequestHandler = (req, _, next) => {
  if (!req.is('application/json')) {
    throw new Failure('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.', {
      headers: { Accept: 'application/json' },
    });
  }
  next();
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members that a request may have; whatever else it has is ignored (GraphQL over HTTP §5.3). */
const members: readonly [name: string, fits: (value: unknown) => boolean, expected: string][] = [
  ['query', (value) => typeof value === 'string' && value !== '', 'must be a GraphQL document'],
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

function wrongWith(body: unknown): InputError[] {
  if (!isObject(body)) return [{ pointer: '#/body', detail: 'must be an object: one operation per request' }];
  return members
    .filter(([name, fits]) => !fits((body as Record<string, unknown>)[name]))
    .map(([name, , detail]) => ({ pointer: `#/body/${name}`, detail }));
}
