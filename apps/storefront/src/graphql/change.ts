/** Changes: mutations, outside of React. */

import type { ErrorLike, OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { client } from './apollo.ts';

/**
 * Sends a mutation. `optimistic` is what its answer is going to be: pages show it at once, and forget it again with the answer, or without one.
 * Rejects where the change was not answered; refusals are in the data.
 */
export async function change<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  optimistic?: Data,
): Promise<Data> {
  const { data, error }: { readonly data?: unknown; readonly error?: ErrorLike } = await client.mutate({
    mutation: document as TypedDocumentNode<unknown, OperationVariables>,
    variables,
    ...(optimistic !== undefined && { optimisticResponse: optimistic }),
  });
  if (error) throw error instanceof Error ? error : new Error(error.message, { cause: error });
  return data as Data;
}
