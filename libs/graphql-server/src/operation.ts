/** Lifecycle of one operation: admission, its Call, and the extensions and headers of its answer. */

import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { newCall, type Call } from '@frontage/call';
import { failureHeaders, isFailure, type Failure } from '@frontage/errors';
import { callerOf, contextOf as requestContextOf, headerOf, ledgerHeaders } from '@frontage/http-server/context';
import type { Logger } from '@frontage/observability';
import { anonymousPrincipal, decideOn, publicAccess, type Principal } from '@frontage/policy';
import type { Request, Response } from 'express';
import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';
import type { Documents } from './documents.ts';
import type { OperationContext, OperationHttp } from './operation-context.ts';
import type { OperationLimits } from './operation-limits.ts';
import { Fence, unlimited } from './plan/fence.ts';
import { Refused, type OperationRequest, type Reader, type ReadOperation } from './reading.ts';
import { replaysOf } from './replays.ts';
import { publishAnswer } from './trusted/public-answer.ts';
import type { TrustedRequest } from './trusted/trusted-requests.ts';
import { asGraphqlError, failureOf, mistake, mistakeOf, renderError, withRequestId } from './render-error.ts';

/** Time budgets of operations, in milliseconds. */
export interface Budgets {
  readonly queryMs: number;
  readonly mutationMs: number;
}

export interface OperationsOptions {
  readonly documents: Documents;
  readonly read: Reader;
  readonly limits: OperationLimits;
  /** Creates the context of the resolvers. */
  readonly contextOf: (operation: OperationContext) => OperationContext;
  /** `WWW-Authenticate` for callers who must authenticate. */
  readonly challenge: string;
  readonly budgets: Budgets;
  /** Factor of both budgets. Default 1. */
  readonly budgetFactor?: number;
  readonly log: Logger;
  /** Answers `Frontage-Debug: 1` with `Frontage-Budget` and `Cache-Status`. */
  readonly debug: boolean;
}

/** State of one request between Apollo's hooks. Resolvers get it too, completed by `contextOf`. */
export interface Inbound {
  readonly req: Request;
  readonly res: Response;
  /** Document that the request names by its id. */
  readonly trusted?: TrustedRequest | undefined;
  /** Set once the operation may run. */
  admitted?: AdmittedOperation;
}

/** An operation that was read and charged, and has its Call: only these are executed. */
export interface AdmittedOperation extends ReadOperation {
  readonly call: Call;
  readonly fence: Fence;
}

/**
 * The plugin that starts and ends operations. It has no `willResolveField`, which would wrap every field.
 *
 * Apollo validates nothing (`dangerouslyDisableValidation`) and keeps no documents: the reader does both, in an order that Apollo does not
 * offer.
 */
export function operations(options: OperationsOptions): ApolloServerPlugin<Inbound> {
  return {
    requestDidStart: async () => ({
      didResolveSource: async (context) => {
        // Apollo parses the source unless it finds a document.
        const known = options.documents.find(context.source);
        if (known) (context as { document?: DocumentNode }).document = known.document;
      },
      responseForOperation: async ({ source, document, operation, request, contextValue }) => {
        try {
          const principal = principalOf(contextValue);
          const read = await admit(options, contextValue.res, {
            text: source,
            document,
            // Apollo types it as always present.
            operation: operation as OperationDefinitionNode | undefined,
            operationName: request.operationName,
            variables: request.variables,
            principal,
          });
          if (read.operation.operation === OperationTypeNode.SUBSCRIPTION) throw new Refused([streamed]);
          const { admitted, context } = begin(options, contextValue, read, principal);
          endWith(contextValue.res, admitted.call);
          contextValue.admitted = admitted;
          Object.assign(contextValue, context);
          return null;
        } catch (error) {
          const errors = errorsOf(error);
          noteErrors(options.log, contextValue.res, errors);
          return toResponse(errors, options.challenge);
        }
      },
      didEncounterErrors: async ({ errors, contextValue }) => noteErrors(options.log, contextValue.res, errors),
      willSendResponse: async ({
        response: { body, http },
        errors = [],
        contextValue: { req, res, trusted, admitted },
      }) => {
        const context = requestContextOf(res);
        if (body.kind !== 'single') return;
        const result = body.singleResult;
        const whole = failureOfAll(result, errors);
        if (whole) {
          result.data = null;
          http.status = whole.status;
          for (const [name, value] of Object.entries(failureHeaders(whole))) http.headers.set(name, value);
        }
        if (result.errors) result.errors = result.errors.map((error) => withRequestId(error, context.requestId));
        if (!admitted) return;
        const debug = isDebugged(options, req);
        for (const [name, value] of ledgerHeaders(admitted.call, context, debug))
          http.headers.set(name.toLowerCase(), value);
        const extensions = extensionsOf(admitted, options.limits, debug);
        if (extensions) result.extensions = { ...result.extensions, ...extensions };
        // With errors or extensions, something is missing, stale or for this caller alone.
        const isWhole = !result.errors && !result.extensions;
        if (trusted?.publicSeconds !== undefined && isWhole)
          publishAnswer(res, http, { ...trusted, result, seconds: trusted.publicSeconds });
      },
    }),
  };
}

/** Refusal of a subscription where answers are single. */
const streamed = mistake(
  'The answer to a subscription is an event stream: send it to /stream below this path, with Accept: text/event-stream.',
  ApolloServerErrorCode.BAD_REQUEST,
);

const { demand: notDemanded } = decideOn(anonymousPrincipal, publicAccess, undefined);

/** Caller whose answer it is: for one that others may be shown, an anonymous visitor, whoever asks. */
const principalOf = ({ res, trusted }: Inbound): Principal =>
  trusted?.publicSeconds === undefined ? requestContextOf(res).principal : anonymousPrincipal;

/** Request and answer for resolvers; undefined for an operation whose answer others may be shown. */
const httpOf = ({ req, res, trusted }: Inbound): OperationHttp | undefined =>
  trusted?.publicSeconds === undefined
    ? {
        header: (name) => headerOf(req, name),
        addHeader: (name, value) => {
          if (!res.headersSent) res.append(name, value);
        },
      }
    : undefined;

/** Reads an operation and charges for it. Throws `Refused` or a Failure before any of it runs. */
export async function admit(
  options: OperationsOptions,
  res: Response,
  request: OperationRequest,
): Promise<ReadOperation> {
  const read = options.read(request);
  await requestContextOf(res).charge?.(read.cost);
  return read;
}

/** One execution that begins: what is executed, and the context of its resolvers. */
export interface Begun {
  readonly admitted: AdmittedOperation;
  readonly context: OperationContext;
}

/** Begins an execution: its Call, within the budget of its kind, its fence, and its context. Whoever calls ends the Call. */
export function begin(options: OperationsOptions, inbound: Inbound, read: ReadOperation, principal: Principal): Begun {
  const { requestId, trace } = requestContextOf(inbound.res);
  const { queryMs, mutationMs } = options.budgets;
  const budgetMs = read.operation.operation === OperationTypeNode.MUTATION ? mutationMs : queryMs;
  const call = newCall({ budgetMs: budgetMs * (options.budgetFactor ?? 1), caller: callerOf(principal), trace });
  const fence = new Fence(introspects(read.operation) ? unlimited : options.limits, call.deadline);
  call.ledger.fence = fence;
  return {
    admitted: { ...read, call, fence },
    // The context is completed here, because the budget depends on the operation.
    context: options.contextOf({ call, principal, demand: notDemanded, requestId, http: httpOf(inbound) }),
  };
}

const introspects = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.some((one) => one.kind === Kind.FIELD && ['__schema', '__type'].includes(one.name.value));

/** Errors of an operation that did not run. */
export const errorsOf = (error: unknown): readonly GraphQLError[] =>
  (error instanceof Refused ? error.errors : [error]).map(asGraphqlError);

/** Whether a request asks for what developers want to know, and is told. */
export const isDebugged = ({ debug }: Pick<OperationsOptions, 'debug'>, req: Request): boolean =>
  debug && headerOf(req, 'frontage-debug') === '1';

/** Extensions of an answer. */
export interface AnswerExtensions {
  readonly degraded?: readonly string[];
  readonly stale?: readonly string[];
  readonly replayed?: readonly string[];
  readonly cost?: object;
}

/** Extensions of an answer: what is missing, stale or replayed, and its cost; undefined when there is nothing to tell. */
export function extensionsOf(
  { call, cost, fence }: AdmittedOperation,
  limits: OperationLimits,
  debug: boolean,
): AnswerExtensions | undefined {
  const { degraded, staleParts: stale } = call.ledger;
  const replayed = replaysOf(call.ledger);
  const extensions = {
    ...(degraded.length > 0 && { degraded }),
    ...(stale.length > 0 && { stale }),
    ...(replayed.length > 0 && { replayed }),
    ...(debug && { cost: { estimated: cost, limit: limits.maxCost, values: fence.values } }),
  };
  return Object.keys(extensions).length > 0 ? extensions : undefined;
}

/** Keeps the error for the log line, and logs the failures that are ours or a service's. */
export function noteErrors(log: Logger, res: Response, errors: readonly GraphQLError[]): void {
  const failures = errors.filter((error) => mistakeOf(error) === undefined).map(failureOf);
  requestContextOf(res).error = failures[0] ?? errors[0];
  for (const failure of distinct(failures.filter(isOurs))) log.warn({ err: failure }, 'field failed');
}

/** Ends the Call with the response: work that is still under way for it is cancelled. */
function endWith(res: Response, call: Call): void {
  res.once('close', () => {
    call.deadline.cancel();
    call.deadline.close();
  });
}

/** Response to an operation that did not run: no `data`, and a status that says why (GraphQL over HTTP §6.4.2). */
function toResponse(errors: readonly GraphQLError[], challenge: string): GraphQLResponse {
  const { status, headers: given } = refusalOf(errors, challenge);
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) headers.set(name.toLowerCase(), value);
  const singleResult = { errors: errors.map((error) => renderError(error.toJSON(), error)) };
  return { http: { status, headers }, body: { kind: 'single', singleResult } };
}

/** Status and headers for an operation that did not run. */
export function refusalOf(errors: readonly GraphQLError[], challenge: string) {
  const failure = errors.map(({ originalError }) => originalError).find(isFailure);
  const headers: Readonly<Record<string, string>> = {
    ...(failure && failureHeaders(failure)),
    ...(failure?.code === 'UNAUTHENTICATED' && { 'WWW-Authenticate': challenge }),
  };
  return { status: failure?.status ?? 400, headers };
}

/**
 * Failure of an answer without any root value, when a service or we caused that.
 *
 * A partial answer is a success (GraphQL over HTTP: 200 whenever there is data). An empty one is none, and a monitor should see that.
 */
export function failureOfAll(
  { data }: Pick<FormattedExecutionResult, 'data'>,
  errors: readonly GraphQLError[],
): Failure | undefined {
  if (data === undefined || errors.length === 0) return undefined;
  const answered = Object.entries(data ?? {}).some(
    ([name, value]) => value !== null || !errors.some(({ path }) => path?.[0] === name),
  );
  if (answered || errors.some((error) => mistakeOf(error) !== undefined)) return undefined;
  const failures = errors.map(failureOf);
  return failures.every(isOurs) ? failures[0] : undefined;
}

/** Whether the failure is ours or a service's, not the client's. */
const isOurs = ({ status }: Failure): boolean => status >= 500;

/** One entry per cause: twenty products may fail on the same call. */
const distinct = (failures: readonly Failure[]): Failure[] => [
  ...new Map(
    failures.map((failure) => [`${failure.code} ${failure.operation} ${String(failure.cause)}`, failure]),
  ).values(),
];
