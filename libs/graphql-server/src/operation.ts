/** Lifecycle of one operation: admission, its Call, and the extensions and headers of its answer. */

import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
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
import { asGraphqlError, failureOf, mistakeOf, renderError, withRequestId } from './render-error.ts';

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
          await admit(options, contextValue, {
            text: source,
            document,
            // Apollo types it as always present.
            operation: operation as OperationDefinitionNode | undefined,
            operationName: request.operationName,
            variables: request.variables,
            principal: principalOf(contextValue),
          });
          return null;
        } catch (error) {
          const errors = (error instanceof Refused ? error.errors : [error]).map(asGraphqlError);
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
        const { call, cost, fence } = admitted;
        const debug = options.debug && headerOf(req, 'frontage-debug') === '1';
        for (const [name, value] of ledgerHeaders(call, context, debug)) http.headers.set(name.toLowerCase(), value);
        const { degraded, staleParts: stale } = call.ledger;
        const replayed = replaysOf(call.ledger);
        const extensions = {
          ...(degraded.length > 0 && { degraded }),
          ...(stale.length > 0 && { stale }),
          ...(replayed.length > 0 && { replayed }),
          ...(debug && { cost: { estimated: cost, limit: options.limits.maxCost, values: fence.values } }),
        };
        if (Object.keys(extensions).length > 0) result.extensions = { ...result.extensions, ...extensions };
        // With errors or extensions, something is missing, stale or for this caller alone.
        const isWhole = !result.errors && !result.extensions;
        if (trusted?.publicSeconds !== undefined && isWhole)
          publishAnswer(res, http, { ...trusted, result, seconds: trusted.publicSeconds });
      },
    }),
  };
}

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

/** Reads the operation, charges for it, and creates its Call. Throws `Refused` or a Failure before any of it runs. */
async function admit(options: OperationsOptions, inbound: Inbound, request: OperationRequest): Promise<void> {
  const { requestId, trace, charge } = requestContextOf(inbound.res);
  const { principal } = request;
  const read = options.read(request);
  await charge?.(read.cost);
  const { queryMs, mutationMs } = options.budgets;
  const budgetMs = read.operation.operation === OperationTypeNode.MUTATION ? mutationMs : queryMs;
  const call = newCall({ budgetMs: budgetMs * (options.budgetFactor ?? 1), caller: callerOf(principal), trace });
  endWith(inbound.res, call);
  const fence = new Fence(introspects(read.operation) ? unlimited : options.limits, call.deadline);
  call.ledger.fence = fence;
  inbound.admitted = { ...read, call, fence };
  // The context is completed here, because the budget depends on the operation.
  Object.assign(inbound, options.contextOf({ call, principal, demand: notDemanded, requestId, http: httpOf(inbound) }));
}

const introspects = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.some((one) => one.kind === Kind.FIELD && ['__schema', '__type'].includes(one.name.value));

function noteErrors(log: Logger, res: Response, errors: readonly GraphQLError[]): void {
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
  const headers = new HeaderMap();
  const failure = errors.map(({ originalError }) => originalError).find(isFailure);
  if (failure)
    for (const [name, value] of Object.entries(failureHeaders(failure))) headers.set(name.toLowerCase(), value);
  if (failure?.code === 'UNAUTHENTICATED') headers.set('www-authenticate', challenge);
  const singleResult = { errors: errors.map((error) => renderError(error.toJSON(), error)) };
  return { http: { status: failure?.status ?? 400, headers }, body: { kind: 'single', singleResult } };
}

/**
 * Failure of an answer without any root value, when a service or we caused that.
 *
 * A partial answer is a success (GraphQL over HTTP: 200 whenever there is data). An empty one is none, and a monitor should see that.
 */
function failureOfAll({ data }: FormattedExecutionResult, errors: readonly GraphQLError[]): Failure | undefined {
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
