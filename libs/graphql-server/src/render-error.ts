/** How an error leaves over GraphQL: a Failure by its public parts, a mistake of the client's as GraphQL says it, the rest masked. */

import { ApolloServerErrorCode } from '@apollo/server/errors';
import { isFailure, toFailure, type Failure } from '@frontage/errors';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';

/** A mistake of the client's that we found ourselves: its extensions are made to be shown. */
class Mistake extends GraphQLError {}

/** Says what is wrong with a request, with the code and whatever else its extensions tell. */
export const mistake = (
  error: GraphQLError | string,
  code: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError => {
  const [message, nodes] = typeof error === 'string' ? [error, null] : [error.message, error.nodes ?? null];
  return new Mistake(message, { nodes, extensions: { code, ...extensions } });
};

/** The same error; what the schema has that is spelled alike is not told. */
export const withoutSuggestion = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message.replace(/ ?Did you mean (.+?)\?$/, ''), { nodes: error.nodes ?? null });

/** What was thrown, as an error of GraphQL's that carries it, with the status of a Failure for an answer without `data`. */
export function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const failure = toFailure(error);
  return new GraphQLError(failure.message, {
    originalError: failure,
    extensions: { http: { status: failure.status } },
  });
}

/** What Apollo says about requests that are wrong; its messages name nothing but the request. */
const clientMistakes: ReadonlySet<unknown> = new Set([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

/** Apollo's `formatError`. Of the error itself only a Failure's public parts get out. */
export function renderError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (error instanceof Mistake) return { ...formatted, extensions: error.extensions };
  const code = mistakeOf(error, formatted.extensions?.['code']);
  if (code !== undefined) return { ...formatted, extensions: { code } };
  return renderFailure(formatted, failureOf(error));
}

function renderFailure(formatted: GraphQLFormattedError, { code, message, reason, errors }: Failure) {
  return {
    ...formatted,
    message,
    extensions: { code, ...(reason !== undefined && { reason }), ...(errors && { errors }) },
  };
}

/** The failure behind an error: what a resolver threw, or INTERNAL with that as its cause. */
export const failureOf = (error: unknown): Failure => toFailure(thrownIn(error));

/** The code of a client's mistake; undefined for everything else. */
export function mistakeOf(error: unknown, code: unknown = codeOf(error)): string | undefined {
  const thrown = thrownIn(error);
  if (isFailure(thrown)) return undefined;
  if (error instanceof Mistake) return codeOf(error) as string;
  // Whatever JavaScript says (a TypeError, say) is about us, wherever it was thrown.
  if (!(thrown instanceof GraphQLError)) return undefined;
  if (clientMistakes.has(code)) return code as string;
  // What graphql-js says of an argument while executing (null for one that must not be) points into the request; what it says of
  // our own values (a fraction where an Int should be) points nowhere, or at the field.
  const aboutArgument = thrown.nodes?.some(({ kind }) => kind !== Kind.FIELD);
  return aboutArgument ? ApolloServerErrorCode.BAD_USER_INPUT : undefined;
}

const codeOf = (error: unknown): unknown => (error instanceof GraphQLError ? error.extensions['code'] : undefined);

/** graphql-js wraps what a resolver throws, and Apollo wraps it again. */
function thrownIn(error: unknown): unknown {
  let inner = error;
  while (inner instanceof GraphQLError && inner.originalError) inner = inner.originalError;
  return inner;
}
