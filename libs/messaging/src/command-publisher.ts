/** Publisher of commands, which need their group. */

import type { Group, Messaging } from './messaging.ts';

/**
 * Makes a publisher that declares groups before its first message: messages without a group are dropped, and a command must wait even for
 * a group whose first member has yet to start. Declares again until it succeeds; fails as `declare` and `publish` do.
 */
export function commandPublisher(
  messaging: Pick<Messaging, 'declare' | 'publish'>,
  groups: readonly Group[],
): Pick<Messaging, 'publish'> {
  let isDeclared = false;
  return {
    publish: async (messages) => {
      if (!isDeclared) {
        for (const group of groups) await messaging.declare(group);
        isDeclared = true;
      }
      await messaging.publish(messages);
    },
  };
}
