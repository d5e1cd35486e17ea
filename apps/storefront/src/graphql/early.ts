/** Early requests: what was asked before Apollo Client was there, for its link to take. */

import type { Asked } from './request.ts';
import { send } from './send.ts';

const early = new Map<string, Promise<Response>>();

const keyOf = ({ documentId, variables }: Asked): string => `${documentId} ${JSON.stringify(variables)}`;

/** Sends an operation ahead. The answer is for whoever takes it; others read a copy. */
export function sendEarly(asked: Asked): Promise<Response> {
  const response = send(asked);
  // Failures are for the link that takes it.
  response.catch(() => undefined);
  early.set(keyOf(asked), response);
  return response;
}

/** Takes the answer of an operation that was sent ahead: once. */
export function takeEarly(asked: Asked): Promise<Response> | undefined {
  const key = keyOf(asked);
  const response = early.get(key);
  early.delete(key);
  return response;
}
