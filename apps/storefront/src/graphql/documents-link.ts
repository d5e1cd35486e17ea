/** Last link of Apollo Client: sends documents by their ids, and notes what each answer says of its parts. */

import { ApolloLink } from '@apollo/client/link';
import { Observable } from 'rxjs';
import { askedOf } from './asked.ts';
import { noteReached } from './connection.ts';
import { takeEarly } from './early.ts';
import type { PartStates } from './part-states.ts';
import { offline, readAnswer, send, type GraphqlError } from './send.ts';

export function createDocumentsLink(states: PartStates): ApolloLink {
  return new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) => {
        const leaving = new AbortController();
        const ask = async (): Promise<ApolloLink.Result> => {
          const asked = askedOf(query, variables);
          const response = await (takeEarly(asked) ?? send(asked, leaving.signal)).catch(() => {
            // A request that nobody waits for any more says nothing.
            if (!leaving.signal.aborted) noteReached(false);
            throw offline();
          });
          noteReached(true);
          const { data, errors, ...state } = await readAnswer(response);
          states.note(asked, state);
          return {
            data: answeredOf(data, errors) as ApolloLink.Result['data'],
            // The id of the request is what support asks for.
            ...(errors && {
              errors: errors.map((error) => ({
                ...error,
                extensions: { requestId: state.requestId, ...error.extensions },
              })),
            }),
          } as ApolloLink.Result;
        };
        ask().then(
          (result) => {
            observer.next(result);
            observer.complete();
          },
          (error: unknown) => observer.error(error),
        );
        return () => leaving.abort();
      }),
  );
}

/**
 * Data without the root fields that failed. Their null is no value: in the cache it would be one, which takes the place of what was there, and for
 * which nobody asks again.
 */
function answeredOf(data: unknown, errors: readonly GraphqlError[] = []): unknown {
  if (typeof data !== 'object' || data === null || errors.length === 0) return data;
  const failed = new Set(errors.map(({ path }) => path?.[0]));
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => value !== null || !failed.has(name)));
}
