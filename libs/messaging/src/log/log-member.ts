/** Member of a consumer group of the log. */

import { goodbyeMs } from '../at-most.ts';
import { createConsumer } from '../consumer.ts';
import { topicMatcher } from '../message.ts';
import type { DeliveryOutcome, Handler, SubscribeOptions, Subscription } from '../messaging.ts';
import type { LogLink } from './log-link.ts';

export interface MemberOptions extends SubscribeOptions {
  readonly handler: Handler;
  readonly onDelivered?: ((outcome: DeliveryOutcome) => void) | undefined;
}

/** Fewest messages that a member is handed at once. Those that wait for a retry are among them, one of each key. */
const leastCredit = 256;
/** Most of them, as the owner has it: a message may have 256 KiB. */
const mostCredit = 100_000;

export function joinGroup(link: LogLink, options: MemberOptions): Subscription {
  const { group, topics, concurrency = 0 } = options;
  const consumer = createConsumer(options);
  const matches = topicMatcher(topics);
  let closed: Promise<void> | undefined;
  const credit = Math.min(Math.max(leastCredit, concurrency), mostCredit);
  const member = link.add((member) => ({
    onOpen: () => {
      if (!closed) link.send({ type: 'join', member, group, topics: [...topics], credit });
    },
    onLost: consumer.abandon,
    onFrame: (frame) => {
      if (frame.type !== 'handed') return;
      const { entry, redeliveries, message } = frame;
      const acknowledge = (): void => link.send({ type: 'done', member, entry });
      if (!matches(message.topic)) return acknowledge();
      consumer.take({
        message,
        redeliveries,
        acknowledge,
        // In one step, so that a message is never handled and a dead letter as well.
        bury: (reason, attempts) => link.send({ type: 'bury', member, entry, reason, attempts }),
      });
    },
  }));
  const close = async (): Promise<void> => {
    link.send({ type: 'pause', member });
    await consumer.close();
    if (link.state() === 'up') await link.call({ type: 'leave', member }, goodbyeMs).catch(() => undefined);
    link.remove(member);
  };
  return { close: () => (closed ??= close()) };
}
