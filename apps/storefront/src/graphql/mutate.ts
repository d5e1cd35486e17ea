/** Mutations of pages: an answer, or the failure that there is in its place. */

import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { logInAgain } from '../session.ts';
import { sendMutation } from './change.ts';
import { pageFailureOf, type PageFailure } from './page-failure.ts';

export interface Mutated<Data> {
  /** Payloads; undefined without an answer. Refusals are in their `errors`. */
  readonly data: Data | undefined;
  /** Failure of the whole, or of a part; undefined after a success and after a refusal. */
  readonly failure: PageFailure | undefined;
}

/**
 * Sends a mutation. Never rejects. When the session has ended, begins a login that leads back here: whatever is to
 * survive it must lie in the browser's storage.
 */
export async function mutate<Data, Variables extends OperationVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Mutated<Data>> {
  const { data, error } = await sendMutation(mutation, variables);
  const failure = error === undefined ? undefined : pageFailureOf(error);
  if (failure?.code === 'UNAUTHENTICATED') logInAgain();
  return { data, failure };
}
