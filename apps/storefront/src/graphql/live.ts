/** Live data: an operation whose answers come one after the other, for as long as a page shows them. */

import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Client, RequestParams } from 'graphql-sse';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { client } from './apollo.ts';
import { askedOf } from './asked.ts';

/** `connecting` before the first answer and while coming back; `over` when the server has ended it for good. */
export type LiveState = 'connecting' | 'live' | 'over';

let streams: Promise<Client> | undefined;

/** Client of streams. Its code is loaded after the page, which is there without it. */
const openStreams = (): Promise<Client> =>
  (streams ??= import('graphql-sse').then(
    ({ createClient }) =>
      createClient({
        url: '/graphql/stream',
        headers: { 'X-CSRF': '1' },
        // For as long as the page wants it: the network may be away for an hour.
        retryAttempts: Infinity,
        retry: (retries) => comeBack(Math.min(30_000, 1_000 * 2 ** retries) * (0.5 + Math.random())),
      }),
    (problem: unknown) => {
      streams = undefined;
      throw problem;
    },
  ));

/** Waits so many milliseconds, or until the browser has a network again. */
const comeBack = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    globalThis.addEventListener('online', go);
  });

const subscribeVisibility = (changed: () => void): (() => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
};
const isVisible = (): boolean => document.visibilityState === 'visible';

/**
 * Keeps objects of the cache as they are at web-bff, while the page is in view: a browser has six connections to one origin over HTTP/1.1, and
 * tabs in the background need none. Coming back shows the state of now. `isWanted` false needs no connection.
 */
export function useLive<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  isWanted: boolean,
): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const isSeen = useSyncExternalStore(subscribeVisibility, isVisible);
  const key = JSON.stringify(variables);
  const isOpen = isWanted && isSeen;
  useEffect(() => {
    if (!isOpen) return;
    setState('connecting');
    const asked = askedOf(document, JSON.parse(key) as Variables);
    let isOver = false;
    const subscribe = (opened: Client): (() => void) =>
      opened.subscribe<Data>(
        asked as unknown as RequestParams,
        {
          next: ({ data, errors, extensions }) => {
            // An error that stays is followed by the end; one that passes, by the next answer.
            isOver = errors !== undefined && errors.length > 0;
            // A part that is missing in this one is shown as it was: the next one has it.
            if (data && !isOver && !(extensions as { readonly degraded?: unknown } | undefined)?.degraded)
              client.cache.write<unknown, OperationVariables>({
                dataId: 'ROOT_SUBSCRIPTION',
                query: document as TypedDocumentNode<unknown, OperationVariables>,
                variables: asked.variables,
                result: data,
              });
            if (!isOver) setState('live');
          },
          error: () => setState('over'),
          complete: () => setState('over'),
        },
        { connecting: (isRetry) => isRetry && setState('connecting') },
      );
    let end: (() => void) | undefined;
    let isLeft = false;
    openStreams().then(
      (opened) => {
        if (!isLeft) end = subscribe(opened);
      },
      () => !isLeft && setState('over'),
    );
    return () => {
      isLeft = true;
      end?.();
    };
  }, [document, key, isOpen]);
  return state;
}
