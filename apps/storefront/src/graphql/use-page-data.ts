/** Data of a page. */

import { useSuspenseQuery } from '@apollo/client/react';
import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useSyncExternalStore } from 'react';
import { client, partStates } from './apollo.ts';
import { askedOf } from './asked.ts';
import { askUntilWhole } from './heal.ts';
import type { PartState } from './part-states.ts';

export interface PageData<Data, Variables> extends PartState {
  readonly data: Data;
  /** Takes what the page cannot do without. Throws the answer's error, for the page of failures, when it is not there. */
  readonly required: <Value>(value: Value) => NonNullable<Value>;
  /** Reads the next page of a connection, with these variables besides: its `after`. The cache joins it to those before. */
  readonly fetchMore: (variables: Partial<Variables>) => Promise<{ readonly data: Data | undefined }>;
}

export interface PageDataOptions {
  /** True for data that others change, such as stock: what the cache has is shown, and read again beside it. Default false. */
  readonly isReadAgain?: boolean;
}

/**
 * Reads a page's data, from the cache where it has them. The skeleton of the page is shown until they are there. An answer that lacks parts is
 * asked for again, behind what is shown. Throws, for the page of failures, when there is no answer.
 */
export function usePageData<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: NoInfer<Variables>,
  { isReadAgain = false }: PageDataOptions = {},
): PageData<Data, Variables> {
  const { data, error, fetchMore } = useSuspenseQuery(document as TypedDocumentNode<unknown, OperationVariables>, {
    variables,
    fetchPolicy: isReadAgain ? 'cache-and-network' : 'cache-first',
    queryKey: tries,
  });
  const asked = askedOf(document, variables);
  const state = useSyncExternalStore(partStates.subscribe, () => partStates.of(asked));
  useHealing(document, variables, state.degraded.length > 0);
  if (data === undefined || data === null) throw thrown(error);
  const required = <Value>(value: Value): NonNullable<Value> => {
    if (value === null || value === undefined) throw thrown(error);
    return value;
  };
  return {
    ...state,
    data: data as Data,
    required,
    fetchMore: async (more) => (await fetchMore({ variables: more })) as { readonly data: Data | undefined },
  };
}

/** Number of times that pages were tried again. */
let tries = 0;

/** Makes pages ask again when they are drawn next: a failure is remembered, as an answer is. */
export function askAgain(): void {
  tries += 1;
}

/** Fills the cache anew until the answer lacks nothing. What is shown stays, and a failure of it changes nothing. */
function useHealing(
  document: TypedDocumentNode<unknown, never>,
  variables: OperationVariables,
  isDegraded: boolean,
): void {
  const key = JSON.stringify(variables);
  useEffect(() => {
    if (!isDegraded) return undefined;
    return askUntilWhole(() =>
      client.query({
        query: document as TypedDocumentNode<unknown, OperationVariables>,
        variables: JSON.parse(key) as OperationVariables,
        fetchPolicy: 'network-only',
      }),
    );
  }, [document, key, isDegraded]);
}

/** Error for the page of failures. A part that is missing without one is a fault of the page. */
const thrown = (error: unknown): Error =>
  error instanceof Error ? error : new Error('A part of the answer is missing.', { cause: error });
