/** Listener of the log: hears every message of some topics while it is connected. */

import { topicMatcher } from '../message.ts';
import type { Listener, Subscription } from '../messaging.ts';
import type { LogLink } from './log-link.ts';

/** Time limit of the owner's answer, in milliseconds. */
const patienceMs = 10_000;

export function listenTo(link: LogLink, topics: readonly string[], { onMessage, onGap }: Listener): Subscription {
  topicMatcher(topics);
  let listened = false;
  const listener = link.add((listener) => ({
    onOpen: () => {
      const listening = link.call({ type: 'listen', listener, topics: [...topics] }, patienceMs);
      listening.then(
        () => {
          if (listened) onGap();
          listened = true;
        },
        // The connection is lost again, and what follows it is another call.
        () => undefined,
      );
    },
    onLost: () => undefined,
    onFrame: (frame) => onMessage(frame.message),
  }));
  return {
    close: async () => {
      link.remove(listener);
      link.send({ type: 'unlisten', listener });
    },
  };
}
