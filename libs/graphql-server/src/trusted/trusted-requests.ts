/** Requests for trusted documents: finding the document of a request, before anything of it is parsed. */

import type { ApolloServerPlugin } from '@apollo/server';
import { contextOf, headerOf } from '@frontage/http-server/context';
import type { Request, RequestHandler } from 'express';
import { sendErrors } from '../answer-errors.ts';
import { mistake } from '../render-error.ts';
import { parametersOf } from '../request-shape.ts';
import type { TrustedDocument, TrustedDocuments } from './trusted-documents.ts';

/** Request for a trusted document. */
export interface TrustedRequest extends Pick<TrustedDocument, 'text'> {
  /** Time for which anybody may keep the answer, in seconds; undefined when it depends on the caller, or the method is not GET. */
  readonly publicSeconds: number | undefined;
  /** Tags of the answers that the client has. */
  readonly ifNoneMatch: string | undefined;
}

export interface TrustedRequests {
  /** Finds the document. Refuses an unknown id, and where nothing but trusted documents is run, a text. */
  readonly find: RequestHandler;
  /** Document that was found for a request; undefined for one with a text. */
  foundFor(req: Request): TrustedRequest | undefined;
}

export function createTrustedRequests(trusted: TrustedDocuments, path: string): TrustedRequests {
  const found = new WeakMap<Request, TrustedRequest>();
  const find: RequestHandler = (req, res, next) => {
    const ifNoneMatch = headerOf(req, 'if-none-match');
    // Express would answer `*` with 304 by itself, also where an answer is for one caller, or degraded.
    delete req.headers['if-none-match'];
    const { documentId, operationName } = parametersOf(req) as { documentId?: string | null; operationName?: unknown };
    if (documentId == null) {
      if (trusted.mode === 'only') return sendErrors(req, res, [required], { status: 403 });
      return next();
    }
    const document = trusted.find(documentId);
    if (!document) return sendErrors(req, res, [unknown], { status: 400 });
    const { text, publicSeconds } = document;
    found.set(req, { text, publicSeconds: req.method === 'GET' ? publicSeconds : undefined, ifNoneMatch });
    const context = contextOf(res);
    context.facts = { documentId };
    // Names of the manifest alone: a client cannot make up labels of metrics.
    const name =
      document.names.length === 1 ? document.names[0] : document.names.find((each) => each === operationName);
    if (name !== undefined) context.route = `${path}#${name}`;
    next();
  };
  return { find, foundFor: (req) => found.get(req) };
}

/** Plugin that gives Apollo, which knows texts only, the text of a trusted document. */
export const trustedTexts: ApolloServerPlugin<{ readonly trusted?: TrustedRequest | undefined }> = {
  requestDidStart: async ({ request, contextValue: { trusted } }) => {
    if (trusted) request.query = trusted.text;
  },
};

/**
 * Not PERSISTED_QUERY_NOT_FOUND, the code of automatic persisted queries: their clients take that as an invitation to send the text.
 *
 * The status is 400: caches may keep a 404 (RFC 9110 §15.1), and the next release may know the id.
 */
const unknown = mistake(
  'There is no document with this id: ids are sha256: and the hash of a text of the manifest.',
  'PERSISTED_DOCUMENT_NOT_FOUND',
);
const required = mistake('Documents are run by their documentId alone.', 'PERSISTED_DOCUMENT_REQUIRED');
