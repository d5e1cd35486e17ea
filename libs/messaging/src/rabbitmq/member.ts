/** Member of a consumer group: takes messages of all partitions that are its own, and acknowledges each. */

import type { AsyncMessage, Channel } from 'rabbitmq-client';
import { createConsumer } from '../consumer.ts';
import { topicMatcher, type Message } from '../message.ts';
import type { DeliveryOutcome, Handler, SubscribeOptions, Subscription } from '../messaging.ts';
import type { Broker } from './broker.ts';
import { createBurials } from './burials.ts';
import { readMessage } from './envelope.ts';
import { keepChannel } from './kept-channel.ts';
import { declareGroup, partitionNumbers } from './topology.ts';

/**
 * Most unacknowledged messages of one partition.
 *
 * The same for all members: RabbitMQ puts the messages of a lost member back in their order only if the next one takes them all at once.
 */
export const prefetch = 128;

export interface Member extends Subscription {
  /** Messages that this member has and that are not yet acknowledged. */
  readonly held: () => number;
}

export interface MemberOptions extends SubscribeOptions {
  readonly handler: Handler;
  readonly onDelivered?: ((outcome: DeliveryOutcome) => void) | undefined;
}

export function joinGroup(broker: Broker, options: MemberOptions): Member {
  const { names, consuming, tell } = broker;
  const { group, topics, onDelivered = () => undefined } = options;
  const consumer = createConsumer(options);
  const matches = topicMatcher(topics);
  let held = 0;
  let closing = false;

  const acknowledge = (channel: Channel, { deliveryTag }: AsyncMessage): void => {
    if (!channel.active) return;
    held -= 1;
    channel.basicAck({ deliveryTag });
  };
  const burials = createBurials(broker, { group, acknowledge });
  const take = (channel: Channel, delivery: AsyncMessage): void => {
    // Deliveries are handed over an immediate after they came: the channel may be gone, and this is handed out again.
    if (!channel.active || closing) return;
    held += 1;
    const { message, unreadable } = readMessage(delivery);
    const redeliveries = Number(delivery.headers?.['x-delivery-count'] ?? 0);
    if (unreadable !== undefined) {
      burials.start(channel, delivery, unreadable, redeliveries + 1);
      onDelivered(deadOnArrival(group, message, redeliveries + 1, unreadable));
    } else if (!matches(message.topic)) {
      acknowledge(channel, delivery);
    } else {
      consumer.take({
        message,
        redeliveries,
        acknowledge: () => acknowledge(channel, delivery),
        bury: (reason, attempts) => burials.start(channel, delivery, reason, attempts),
      });
    }
  };
  const kept = keepChannel({
    link: consuming,
    what: `the queues of group '${group}'`,
    setUp: async (channel) => {
      await declareGroup(channel, names, options);
      await channel.basicQos({ prefetchCount: prefetch });
      for (const partition of partitionNumbers) {
        await channel.basicConsume({ queue: names.queue(group, partition) }, (delivery) => take(channel, delivery));
      }
    },
    onLost: () => {
      held = 0;
      consumer.abandon();
    },
    onTrouble: tell,
  });
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    // The queues are not cancelled first: RabbitMQ 3 would give the next message of a key to another member while one is handled here.
    closing = true;
    await consumer.close();
    await burials.close();
    await kept.close();
  };
  return { held: () => held, close: () => (closed ??= close()) };
}

const deadOnArrival = (group: string, message: Message, attempt: number, reason: string): DeliveryOutcome => ({
  group,
  message,
  attempt,
  outcome: 'dead',
  error: new Error(reason),
});
