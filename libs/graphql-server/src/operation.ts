/** The life of one operation: who may send it, the Call under which it runs, and what its answer says beyond the data. */

import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import { newCall, type Call } from '@frontage/call';
import { failureHeaders, isFailure, type Failure } from '@frontage/errors';
import { callerOf, contextOf as requestContextOf, headerOf, ledgerHeaders } from '@frontage/http-server';
import type { Logger } from '@frontage/observability';
import { anonymousPrincipal, decideOn, publicAccess } from '@frontage/policy';
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
import type { OperationContext } from './operation-context.ts';
import type { OperationLimits } from './operation-limits.ts';
import { Fence, unlimited } from './plan/fence.ts';
import { Refused, type OperationRequest, type Reader, type ReadOperation } from './reading.ts';
import { replaysOf } from './replays.ts';
import { asGraphqlError, failureOf, mistakeOf, renderError } from './render-error.ts';

/** Milliseconds that an operation may take. */
export interface Budgets {
  readonly queryMs: number;
  readonly mutationMs: number;
}

export interface OperationsOptions {
  readonly documents: Documents;
  readonly read: Reader;
  readonly limits: OperationLimits;
  /** Makes the context of the resolvers. */
  readonly contextOf: (operation: OperationContext) => OperationContext;
  /** `WWW-Authenticate` for callers who must say who they are. */
  readonly challenge: string;
  readonly budgets: Budgets;
  /** Both budgets are multiplied with it. Default 1. */
  readonly budgetFactor?: number;
  readonly log: Logger;
  /** Answers `Frontage-Debug: 1` with `Frontage-Budget` and `Cache-Status`. */
  readonly debug: boolean;
}

/** What Apollo carries from hook to hook for one request; resolvers are given it too, completed by `contextOf`. */
export interface Inbound {
  readonly req: Request;
  readonly res: Response;
  /** Once it may run. */
  admitted?: AdmittedOperation;
}

/** An operation that has been read, charged and given its Call: the only thing that is ever executed. */
export interface AdmittedOperation extends ReadOperation {
  readonly call: Call;
  readonly fence: Fence;
}

/**
 * The plugin that begins and ends operations. It has no `willResolveField`, which would wrap every field. Apollo validates nothing
 * (`dangerouslyDisableValidation`) and keeps no documents: both is done by the reader, whose order of steps Apollo cannot have.
 */
export function operations(options: OperationsOptions): ApolloServerPlugin<Inbound> {
  return {
    requestDidStart: async () => ({
      didResolveSource: async (context) => {
        // Apollo parses what it is not given.
        const known = options.documents.find(context.source);
        if (known) (context as { document?: DocumentNode }).document = known.document;
      },
      responseForOperation: async ({ source, document, operation, request, contextValue }) => {
        try {
          await admit(options, contextValue, {
            text: source,
            document,
            // Typed as if it were always there.
            operation: operation as OperationDefinitionNode | undefined,
            operationName: request.operationName,
            variables: request.variables,
            principal: requestContextOf(contextValue.res).principal,
          });
          return null;
        } catch (error) {
          const errors = (error instanceof Refused ? error.errors : [error]).map(asGraphqlError);
          noteErrors(options.log, contextValue.res, errors);
          return toResponse(errors, options.challenge);
        }
      },
      didEncounterErrors: async ({ errors, contextValue }) => noteErrors(options.log, contextValue.res, errors),
      willSendResponse: async ({ response: { body, http }, errors = [], contextValue: { req, res, admitted } }) => {
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
      },
    }),
  };
}

const { demand: notDemanded } = decideOn(anonymousPrincipal, publicAccess, undefined);

/** Reads the operation, charges for it, and begins its Call. Throws, or throws `Refused`, before any of it runs. */
async function admit(options: OperationsOptions, inbound: Inbound, request: OperationRequest): Promise<void> {
  const { principal, requestId, trace, charge } = requestContextOf(inbound.res);
  const read = options.read(request);
  await charge?.(read.cost);
  const { queryMs, mutationMs } = options.budgets;
  const budgetMs = read.operation.operation === OperationTypeNode.MUTATION ? mutationMs : queryMs;
  const call = newCall({ budgetMs: budgetMs * (options.budgetFactor ?? 1), caller: callerOf(principal), trace });
  endWith(inbound.res, call);
  const fence = new Fence(introspects(read.operation) ? unlimited : options.limits, call.deadline);
  call.ledger.fence = fence;
  inbound.admitted = { ...read, call, fence };
  // Only now is it known what is asked for, and so how long it may take: the context is completed here, not when it is made.
  Object.assign(inbound, options.contextOf({ call, principal, demand: notDemanded, requestId }));
}

const introspects = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.some((one) => one.kind === Kind.FIELD && ['__schema', '__type'].includes(one.name.value));

function noteErrors(log: Logger, res: Response, errors: readonly GraphQLError[]): void {
  const failures = errors.filter((error) => mistakeOf(error) === undefined).map(failureOf);
  requestContextOf(res).error = failures[0] ?? errors[0];
  for (const failure of distinct(failures.filter(isOurs))) log.warn({ err: failure }, 'field failed');
}

/** Whoever waited for the answer has it or has gone: what is still under way for it is cancelled. */
function endWith(res: Response, call: Call): void {
  res.once('close', () => {
    call.deadline.cancel();
    call.deadline.close();
  });
}

/** Nothing was run: there is no `data`, and the HTTP status says why (GraphQL over HTTP §6.4.2). */
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
 * The failure of an answer in which nothing was answered, because of us or of a service. A partial answer is a success (GraphQL
 * over HTTP: 200 whenever there is data); one without a single root value is none, and a monitor should see that.
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

/** Not the client's doing. */
const isOurs = ({ status }: Failure): boolean => status >= 500;

/** Twenty products whose resolver broke on the same call are one thing to know. */
const distinct = (failures: readonly Failure[]): Failure[] => [
  ...new Map(
    failures.map((failure) => [`${failure.code} ${failure.operation} ${String(failure.cause)}`, failure]),
  ).values(),
];

const withRequestId = <E extends { readonly extensions?: object }>(error: E, requestId: string): E => ({
  ...error,
  extensions: { ...error.extensions, requestId },
});
