/** The life of one operation: who may send it, the Call under which it runs, and what its answer says beyond the data. */

import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { newCall, type Call } from '@frontage/call';
import { failureHeaders, toFailure, type Failure } from '@frontage/errors';
import { callerOf, contextOf as requestContextOf, headerOf, ledgerHeaders } from '@frontage/http-server';
import type { Logger } from '@frontage/observability';
import type { Request, Response } from 'express';
import { GraphQLError, OperationTypeNode, type FormattedExecutionResult } from 'graphql';
import { refusalOfAll, type AccessTable } from './access.ts';
import { costOf } from './limits.ts';
import type { OperationContext } from './operation-context.ts';
import { failureOf, mistakeOf } from './render-error.ts';

/** Milliseconds that an operation may take. */
export interface Budgets {
  readonly queryMs: number;
  readonly mutationMs: number;
}

export interface OperationsOptions {
  readonly access: AccessTable;
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

/** What Apollo knows of a request before its operation is understood. */
export interface Inbound {
  readonly req: Request;
  readonly res: Response;
}

/** The plugin that begins and ends operations. It has no `willResolveField`, which would wrap every field. */
export function operations(options: OperationsOptions): ApolloServerPlugin<Inbound> {
  return {
    requestDidStart: async () => {
      let call: Call | undefined;
      return {
        didResolveOperation: async ({ operation, document, schema, contextValue }) => {
          // An operation that is not there: Apollo goes on to say so, and no resolver is called.
          if (!operation) return;
          const { principal, requestId, trace, charge } = requestContextOf(contextValue.res);
          const refused = refusalOfAll(operation, document, schema, options.access, principal);
          if (refused) throw asRequestError(refused, options.challenge);
          await charge?.(costOf(operation)).catch((error: unknown) => {
            throw asRequestError(toFailure(error), options.challenge);
          });
          const { queryMs, mutationMs } = options.budgets;
          const budgetMs = operation.operation === OperationTypeNode.MUTATION ? mutationMs : queryMs;
          call = newCall({ budgetMs: budgetMs * (options.budgetFactor ?? 1), caller: callerOf(principal), trace });
          endWith(contextValue.res, call);
          // Only now is it known what is asked for, and so how long it may take: the context is completed here, not when it is made.
          Object.assign(contextValue, options.contextOf({ call, principal, requestId }));
        },
        didEncounterErrors: async ({ errors, contextValue }) => {
          const failures = errors.filter((error) => mistakeOf(error) === undefined).map(failureOf);
          requestContextOf(contextValue.res).error = failures[0] ?? errors[0];
          for (const failure of distinct(failures.filter(isOurs))) options.log.warn({ err: failure }, 'field failed');
        },
        willSendResponse: async ({ response: { body, http }, errors = [], contextValue: { req, res } }) => {
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
          if (!call) return;
          const debug = options.debug && headerOf(req, 'frontage-debug') === '1';
          for (const [name, value] of ledgerHeaders(call, context, debug)) http.headers.set(name.toLowerCase(), value);
          const { degraded, staleParts: stale } = call.ledger;
          if (degraded.length > 0) result.extensions = { ...result.extensions, degraded };
          if (stale.length > 0) result.extensions = { ...result.extensions, stale };
        },
      };
    },
  };
}

/** Whoever waited for the answer has it or has gone: what is still under way for it is cancelled. */
function endWith(res: Response, call: Call): void {
  res.once('close', () => {
    call.deadline.cancel();
    call.deadline.close();
  });
}

/** A failure of the request itself: there is no `data`, and the HTTP status says why (GraphQL over HTTP §6.4.2). */
function asRequestError(failure: Failure, challenge: string): GraphQLError {
  const headers = new HeaderMap(Object.entries(failureHeaders(failure)));
  if (failure.code === 'UNAUTHENTICATED') headers.set('www-authenticate', challenge);
  return new GraphQLError(failure.message, {
    originalError: failure,
    extensions: { http: { status: failure.status, headers } },
  });
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
