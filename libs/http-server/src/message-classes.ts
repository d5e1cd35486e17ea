/**
 * Classes of an app's requests and answers. Express exchanges the prototypes of both when a request comes in, which V8 answers with slower
 * access to everything in them: a seventh of what an answer of nothing costs in Node 26, most of it in Node 20. Messages that are born with the
 * right prototype are left as they are (https://github.com/expressjs/express/issues/5998).
 */

import type { Express } from 'express';
import { IncomingMessage, ServerResponse, type RequestListener, type ServerOptions } from 'node:http';

/** Gives an app classes of its own. Its prototypes, which have the members of Express, are theirs. */
export function withMessageClasses(app: Express): Express {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  Object.setPrototypeOf(AppRequest.prototype, app.request);
  Object.setPrototypeOf(AppResponse.prototype, app.response);
  return Object.assign(app, { request: AppRequest.prototype, response: AppResponse.prototype });
}

type MessageClasses = Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>;

/** Classes for the server of a handler: those of an app, or Node's own. */
export function messageClassesOf(handler: RequestListener | Express): MessageClasses {
  if (!('request' in handler && 'response' in handler)) return {};
  const { request, response } = handler;
  return { IncomingMessage: request.constructor, ServerResponse: response.constructor } as MessageClasses;
}
