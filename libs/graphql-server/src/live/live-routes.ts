/** GraphQL over Server-Sent Events, distinct connections mode: subscriptions, and any other operation with its one result. */

import { ApolloServerErrorCode } from '@apollo/server/errors';
import { Failure, failureHeaders } from '@frontage/errors';
import { contextOf as requestContextOf, headerOf, ledgerHeaders } from '@frontage/http-server/context';
import { openEventStream } from '@frontage/http-server/stack';
import { networkOf } from '@frontage/network-address';
import type { Metrics } from '@frontage/observability';
import type { Request, RequestHandler, Response } from 'express';
import {
  createSourceEventStream,
  getOperationAST,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import Negotiator from 'negotiator';
import { createHash } from 'node:crypto';
import { mayPass, sendErrors, sendOnce } from '../answer-errors.ts';
import type { Execute } from '../execution.ts';
import {
  admit,
  begin,
  errorsOf,
  extensionsOf,
  failureOfAll,
  isDebugged,
  noteErrors,
  refusalOf,
  type AnswerExtensions,
  type OperationsOptions,
} from '../operation.ts';
import type { OperationRequest, ReadOperation } from '../reading.ts';
import { asGraphqlError, failureOf, mistake, mistakeOf, renderError, withRequestId } from '../render-error.ts';
import { parametersOf, responseMediaType } from '../request-shape.ts';
import type { TrustedRequests } from '../trusted/trusted-requests.ts';
import { LiveStream, type Rendered, type Rendering } from './live-stream.ts';
import {
  createOpenStreams,
  type CloseReason,
  type OpenStreams,
  type StreamLimits,
  type StreamOwner,
} from './open-streams.ts';
import { createTurns } from './turns.ts';

/** Options of event streams. */
export interface LiveOptions {
  readonly limits: StreamLimits;
  /** Interval of each stream's heartbeat, in milliseconds: shorter than proxies keep a silent connection. */
  readonly heartbeatMs: number;
  readonly metrics: Pick<Metrics, 'streamOpened' | 'streamClosed'>;
}

export interface StreamRoutesOptions extends OperationsOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Execute;
  readonly requests: TrustedRequests;
  readonly live: LiveOptions;
}

export interface StreamRoutes {
  readonly streams: OpenStreams;
  /** Refuses a client that has not asked for an event stream. */
  readonly acceptable: RequestHandler;
  /** Answers a request whose shape was checked. */
  readonly handle: RequestHandler;
}

/** Most executions of streams at once: a change that concerns all of them must not become as many calls. */
const atOnce = 50;
const mediaType = 'text/event-stream';

export function createStreamRoutes(options: StreamRoutesOptions): StreamRoutes {
  const streams = createOpenStreams(options.live);
  const turns = createTurns(atOnce);

  /** Executes the operation once, when it is its turn. */
  function render(req: Request, res: Response, read: ReadOperation): Rendering {
    const { admitted, context } = begin(options, { req, res }, read, requestContextOf(res).principal);
    const { deadline } = admitted.call;
    const rendered = async (): Promise<Rendered> => {
      try {
        const result = await options.execute({ ...admitted, context });
        const extensions = extensionsOf(admitted, options.limits, isDebugged(options, req));
        // Later ones would be a line for each stream and heartbeat of an outage.
        if (!res.headersSent) noteErrors(options.log, res, result.errors ?? []);
        const headers = ledgerHeaders(admitted.call, requestContextOf(res), isDebugged(options, req));
        return { ...toRendered(result, extensions, requestContextOf(res).requestId), headers };
      } finally {
        deadline.close();
      }
    };
    return { rendered: rendered(), cancel: () => deadline.cancel() };
  }

  function renderInTurn(req: Request, res: Response, read: ReadOperation): Rendering {
    let begun: Rendering | undefined;
    let isCancelled = false;
    const rendered = async (): Promise<Rendered> => {
      const end = await turns.take();
      try {
        if (isCancelled) throw new Failure('CANCELLED', 'The client has left.');
        return await (begun = render(req, res, read)).rendered;
      } finally {
        end();
      }
    };
    return {
      rendered: rendered(),
      cancel: () => {
        isCancelled = true;
        begun?.cancel();
      },
    };
  }

  /** Calls the field's `subscribe`, as graphql-js does. Its variables are coerced once more. */
  async function sourceOf(
    req: Request,
    res: Response,
    read: ReadOperation,
    { operationName, variables, principal }: OperationRequest,
  ) {
    const { admitted, context } = begin(options, { req, res }, read, principal);
    try {
      return await createSourceEventStream({
        schema: options.schema,
        document: read.document,
        operationName,
        variableValues: variables,
        contextValue: context,
      });
    } finally {
      admitted.call.deadline.close();
    }
  }

  const readRequest = (req: Request, res: Response): OperationRequest => {
    const given = parametersOf(req);
    const text = (options.requests.foundFor(req)?.text ?? given['query']) as string | undefined;
    if (text === undefined) {
      const errors = [{ pointer: '#/query/query', detail: 'must be a GraphQL document, where there is no documentId' }];
      throw new Failure('INVALID_INPUT', 'The parameters are not a GraphQL request.', { errors });
    }
    const operationName = (given['operationName'] ?? undefined) as string | undefined;
    const variables = variablesOf(given['variables']);
    const document = options.documents.find(text)?.document ?? parsed(text, options.limits.maxTokens);
    const operation = getOperationAST(document, operationName) ?? undefined;
    const { principal } = requestContextOf(res);
    return { text, document, operation, operationName, variables, principal };
  };

  const answer: RequestHandler = async (req, res) => {
    const request = readRequest(req, res);
    const read = await admit(options, res, request);
    const kind = read.operation.operation;
    if (kind === OperationTypeNode.MUTATION && req.method === 'GET')
      throw new Failure('METHOD_NOT_ALLOWED', 'Send mutations by POST.', { headers: { Allow: 'POST' } });
    if (kind !== OperationTypeNode.SUBSCRIPTION) {
      const rendering = renderInTurn(req, res, read);
      res.once('close', () => rendering.cancel());
      return answerOnce(res, await rendering.rendered);
    }
    const source = await sourceOf(req, res, read, request);
    if (!(Symbol.asyncIterator in source))
      return answerOnce(res, toRendered(source, undefined, requestContextOf(res).requestId));
    const context = requestContextOf(res);
    const noteEnd = (reason: CloseReason): void => {
      context.facts = { ...context.facts, closed: reason };
    };
    const stream = new LiveStream({
      open: ({ headers }) => {
        setAll(res, headers);
        // When the client leaves, the line is written before anybody here learns of it.
        noteEnd('client');
        return openEventStream(res);
      },
      render: () => renderInTurn(req, res, read),
      changes: source[Symbol.asyncIterator](),
      login: context.watch,
      streams,
      lastEventId: headerOf(req, 'last-event-id'),
      loggedOut: () => {
        const error = asGraphqlError(new Failure('UNAUTHENTICATED', 'The login is over.'));
        return JSON.stringify({ errors: [withRequestId(renderError(error.toJSON(), error), context.requestId)] });
      },
      cut: () => void res.destroy(),
      onClosed: noteEnd,
      onError: (err) => options.log.error({ err }, 'the source of a subscription failed'),
    });
    res.once('close', () => stream.close('client'));
    const failed = await stream.begin();
    if (failed) answerOnce(res, failed);
  };

  const handle: RequestHandler = async (req, res, next) => {
    res.once('close', streams.enter(ownerOf(res)));
    try {
      await answer(req, res, next);
    } catch (error) {
      if (res.closed || res.destroyed) return;
      const errors = errorsOf(error);
      const refusal = refusalOf(errors, options.challenge);
      // Where nothing is wrong with the operation, a problem document says so.
      noteErrors(options.log, res, errors);
      sendErrors(req, res, errors, refusal);
    }
  };
  return { streams, acceptable, handle };
}

const acceptable: RequestHandler = (req, _, next) => {
  // Not for `*/*`: who does not know of streams would wait for the end of one.
  const isNamed = headerOf(req, 'accept')?.toLowerCase().includes(mediaType);
  if (isNamed && new Negotiator(req).mediaTypes([mediaType]).length > 0) return next();
  throw new Failure('NOT_ACCEPTABLE', `Accept ${mediaType}.`);
};

/** Login, or network of a visitor. */
function ownerOf(res: Response): StreamOwner {
  const { watch, principal, address } = requestContextOf(res);
  if (watch) return { kind: 'login', id: watch.id };
  if ('id' in principal) return { kind: 'login', id: `${principal.kind}:${principal.id}` };
  return { kind: 'address', id: address ? networkOf(address) : 'unknown' };
}

/** Variables of a body, or of an address, where they are JSON. Their shape was checked. */
const variablesOf = (given: unknown): Readonly<Record<string, unknown>> | undefined =>
  ((typeof given === 'string' ? JSON.parse(given) : given) ?? undefined) as
    Readonly<Record<string, unknown>> | undefined;

function parsed(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    throw mistake(error as GraphQLError, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED);
  }
}

function setAll(res: Response, headers: Rendered['headers']): void {
  for (const [name, value] of headers) res.setHeader(name, value);
}

/** Sends a single result, with a status of its own where it may be another one later. */
function answerOnce(res: Response, { text, failure, headers }: Rendered): void {
  setAll(res, headers);
  if (!failure) return sendOnce(res, text);
  res.status(failure.status).set(failureHeaders(failure)).set('Content-Type', responseMediaType).end(text);
}

function toRendered(result: ExecutionResult, extensions: AnswerExtensions | undefined, requestId: string): Rendered {
  const { data, errors = [] } = result;
  const failure = failureOfAll(result, errors) ?? failureWithout(result);
  const rendered = errors.map((error) => withRequestId(renderError(error.toJSON(), error), requestId));
  const text = JSON.stringify({
    ...(rendered.length > 0 && { errors: rendered }),
    ...(data !== undefined && { data: failure ? null : data }),
    ...(extensions && { extensions }),
  });
  const isWhole = !extensions?.degraded && !extensions?.stale && !errors.some(mayPassLater);
  return {
    text,
    id: isWhole && errors.length === 0 ? createHash('sha256').update(text).digest('base64url').slice(0, 22) : undefined,
    headers: [],
    failure,
    isLast: !failure && errors.length > 0 && Object.values(data ?? {}).every((value) => value === null),
    isWhole,
  };
}

const mayPassLater = (error: GraphQLError): boolean =>
  mistakeOf(error) === undefined && mayPass(failureOf(error).status);

/** Failure of an execution that was ended and has no data, where it may succeed later. */
function failureWithout({ data, errors = [] }: ExecutionResult): Failure | undefined {
  const [error] = data === undefined ? errors.filter(mayPassLater) : [];
  return error && failureOf(error);
}
