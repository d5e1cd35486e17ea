/** Data of a page. */

import { useSuspenseQuery } from '@apollo/client/react';
import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useSyncExternalStore } from 'react';
import { client, partStates } from './apollo.ts';
import { askedOf } from './asked.ts';
import { askUntilWhole, onSeenAgain } from './heal.ts';
import { isLacking, type PartState } from './part-states.ts';

export interface PageData<Data, Variables> extends PartState {
  readonly data: Data;
  /** Takes what the page cannot do without. Throws the answer's error, for the page of failures, when it is not there. */
  readonly required: <Value>(value: Value) => NonNullable<Value>;
  /** Reads the next page of a connection, with these variables besides: its `after`. The cache joins it to those before. */
  readonly fetchMore: (variables: Partial<Variables>) => Promise<{ readonly data: Data | undefined }>;
}

export interface PageDataOptions<Data> {
  /**
   * True for data that others change, such as a cart: what the cache has is shown, and read again beside it, and whenever somebody comes back to
   * the page. Default false.
   */
  readonly isReadAgain?: boolean;
  /**
   * Names what is on the move among the data, as any text; undefined when nothing is. While something is, the page asks again, ever more rarely,
   * and from the beginning after each change of the text. Default: nothing moves.
   */
  readonly motion?: (data: Data) => string | undefined;
}

/**
 * Reads a page's data, from the cache where it has them. The skeleton of the page is shown until they are there. An answer that lacks parts is
 * asked for again, behind what is shown. Throws, for the page of failures, when there is no answer.
 */
export function usePageData<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: NoInfer<Variables>,
  { isReadAgain = false, motion }: PageDataOptions<NoInfer<Data>> = {},
): PageData<Data, Variables> {
  const query = document as TypedDocumentNode<unknown, OperationVariables>;
  const { data, error } = useSuspenseQuery(query, {
    variables,
    fetchPolicy: isReadAgain ? 'cache-and-network' : 'cache-first',
    queryKey: tries,
  });
  const asked = askedOf(document, variables);
  const state = useSyncExternalStore(partStates.subscribe, () => partStates.of(asked));
  const moving = data === undefined || data === null ? undefined : motion?.(data as Data);
  useAskingAgain(document, variables, { isReadAgain, isLacking: isLacking(state), moving });
  if (data === undefined || data === null) throw thrown(error);
  const required = <Value>(value: Value): NonNullable<Value> => {
    if (value === null || value === undefined) throw thrown(error);
    return value;
  };
  return {
    ...state,
    data: data as Data,
    required,
    // Without the hook, whose own `fetchMore` makes the page wait for the answer: a failure would take the place of the page.
    fetchMore: async (more) => {
      const next = { ...variables, ...more };
      const { data: added } = await client.query({
        ...{ query, variables: next },
        ...{ fetchPolicy: 'no-cache', errorPolicy: 'none' },
      });
      client.writeQuery({ query, variables: next, data: added });
      return { data: added as Data | undefined };
    },
  };
}

/**
 * Asks for data that are not in the cache yet, for `usePageData` to find on their way: a page that reads two operations asks for both at once,
 * and not for one after the other. Failures are for whoever reads them.
 */
export function askAhead<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: NoInfer<Variables>,
): void {
  client.query({ query: document as TypedDocumentNode<unknown, OperationVariables>, variables }).catch(() => undefined);
}

interface AskingAgain {
  readonly isReadAgain: boolean;
  /** True while an answer lacks parts. */
  readonly isLacking: boolean;
  /** Text of what moves. */
  readonly moving: string | undefined;
}

/** Fills the cache anew for as long as there is a reason to. What is shown stays, and a failure changes nothing. */
function useAskingAgain(
  document: TypedDocumentNode<unknown, never>,
  variables: OperationVariables,
  { isReadAgain, isLacking, moving }: AskingAgain,
): void {
  const key = JSON.stringify(variables);
  useEffect(() => {
    const first = JSON.parse(key) as OperationVariables;
    const lacking = (): readonly OperationVariables[] => partStates.lacking(askedOf(document, first));
    const ask = (pages: readonly OperationVariables[]): Promise<unknown> =>
      Promise.all(
        pages.map((each) =>
          client.query({
            query: document as TypedDocumentNode<unknown, OperationVariables>,
            variables: each,
            fetchPolicy: 'network-only',
          }),
        ),
      );
    if (isLacking || moving !== undefined)
      return askUntilWhole(() => ask(moving === undefined ? lacking() : [first, ...lacking().filter(isLater)]));
    if (isReadAgain) return onSeenAgain(() => void ask([first]).catch(() => undefined));
    // Out of the cache, where another page may have left a part of it empty meanwhile.
    void ask(lacking()).catch(() => undefined);
    return undefined;
  }, [document, key, isReadAgain, isLacking, moving]);
}

/** Asks whether these variables are those of a page after the first. */
const isLater = ({ after }: OperationVariables): boolean => typeof after === 'string';

/** Number of times that pages were tried again. */
let tries = 0;

/** Makes pages ask again when they are drawn next: a failure is remembered, as an answer is. */
export function askAgain(): void {
  tries += 1;
}

/** Error for the page of failures. A part that is missing without one is a fault of the page. */
const thrown = (error: unknown): Error =>
  error instanceof Error ? error : new Error('A part of the answer is missing.', { cause: error });
