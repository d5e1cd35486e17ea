/** Changes: mutations, outside of React. */

import type { ErrorLike, OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { client } from './apollo.ts';

/** Outcome of a mutation: its payloads, and the error of the whole or of a part. */
export interface Sent<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
}

/**
 * Sends a mutation; the cache has its result then. Never rejects. `optimistic` is what its answer is going to be: pages show it at once, and
 * forget it again with the answer, or without one.
 */
export async function sendMutation<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  optimistic?: Data,
): Promise<Sent<Data>> {
  const { data, error }: { readonly data?: unknown; readonly error?: ErrorLike | unknown } = await client
    .mutate({
      mutation: document as TypedDocumentNode<unknown, OperationVariables>,
      variables,
      ...(optimistic !== undefined && { optimisticResponse: optimistic }),
    })
    .catch((thrown: unknown) => ({ error: thrown }));
  return { data: (data ?? undefined) as Data | undefined, error };
}

/** Sends a mutation of a form, as `sendMutation` does. Rejects where it was not answered; refusals are in the data. */
export async function change<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  optimistic?: Data,
): Promise<Data> {
  const { data, error } = await sendMutation(document, variables, optimistic);
  if (error !== undefined) throw error instanceof Error ? error : new Error(String(error), { cause: error });
  return data as Data;
}
