/** Errors over GraphQL: public parts of a Failure, mistakes of the client with GraphQL's codes, all others masked. */

import { ApolloServerErrorCode } from '@apollo/server/errors';
import { isFailure, toFailure, type Failure } from '@frontage/errors';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';

/** Mistake of the client that we found: its extensions are public. */
class Mistake extends GraphQLError {}

/** Creates the error for a mistake in a request, with a code and further extensions. */
export const mistake = (
  error: GraphQLError | string,
  code: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError => {
  const [message, nodes] = typeof error === 'string' ? [error, null] : [error.message, error.nodes ?? null];
  return new Mistake(message, { nodes, extensions: { code, ...extensions } });
};

/** The error without suggestions, which would reveal names of the schema. */
export const withoutSuggestion = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message.replace(/ ?Did you mean (.+?)\?$/, ''), { nodes: error.nodes ?? null });

/** A thrown value as a GraphQLError, with a Failure's status for an answer without `data`. */
export function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const failure = toFailure(error);
  return new GraphQLError(failure.message, {
    originalError: failure,
    extensions: { http: { status: failure.status } },
  });
}

/** Apollo's codes for wrong requests; their messages mention the request only. */
const clientMistakes: ReadonlySet<unknown> = new Set([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

/** Apollo's `formatError`: only public parts of a Failure are shown. */
export function renderError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (error instanceof Mistake) return { ...formatted, extensions: error.extensions };
  const code = mistakeOf(error, formatted.extensions?.['code']);
  if (code !== undefined) return { ...formatted, extensions: { code } };
  return renderFailure(formatted, failureOf(error));
}

/** The rendered error with the request's id, by which its log line is found. */
export const withRequestId = <E extends { readonly extensions?: object }>(error: E, requestId: string): E => ({
  ...error,
  extensions: { ...error.extensions, requestId },
});

function renderFailure(formatted: GraphQLFormattedError, { code, message, reason, errors }: Failure) {
  return {
    ...formatted,
    message,
    extensions: { code, ...(reason !== undefined && { reason }), ...(errors && { errors }) },
  };
}

/** Failure behind an error: the one that a resolver threw, or INTERNAL with the thrown value as its cause. */
export const failureOf = (error: unknown): Failure => toFailure(thrownIn(error));

/** Code of a client's mistake; undefined for other errors. */
export function mistakeOf(error: unknown, code: unknown = codeOf(error)): string | undefined {
  const thrown = thrownIn(error);
  if (isFailure(thrown)) return undefined;
  if (error instanceof Mistake) return codeOf(error) as string;
  // Errors of JavaScript (a TypeError, for example) are defects of ours, wherever they were thrown.
  if (!(thrown instanceof GraphQLError)) return undefined;
  if (clientMistakes.has(code)) return code as string;
  // Errors of graphql-js about an argument while executing (null for a non-null one) point into the request. Its errors about our own
  // values (a fraction for an Int) point at the field, or nowhere.
  const aboutArgument = thrown.nodes?.some(({ kind }) => kind !== Kind.FIELD);
  return aboutArgument ? ApolloServerErrorCode.BAD_USER_INPUT : undefined;
}

const codeOf = (error: unknown): unknown => (error instanceof GraphQLError ? error.extensions['code'] : undefined);

/** The thrown value, unwrapped: graphql-js wraps it, and Apollo wraps it again. */
function thrownIn(error: unknown): unknown {
  let inner = error;
  while (inner instanceof GraphQLError && inner.originalError) inner = inner.originalError;
  return inner;
}
