/**
 * Topology: exchanges and queues, and how they are called.
 *
 * A key belongs to one partition. Each partition has a topic exchange, and in each group a quorum queue with a single active consumer, so that
 * the messages of a key are handled in their order however many members a group has.
 */

import { crc32 } from 'node:zlib';
import type { Channel } from 'rabbitmq-client';
import type { Group } from '../messaging.ts';

/** Number of partitions. Every publisher and consumer of a prefix has the same: keys would change their partition otherwise. */
export const partitions = 8;

/** Partition of a key: CRC-32 of its UTF-8 bytes, which every language has. */
export const partitionOf = (key: string): number => crc32(key) % partitions;

export const partitionNumbers: readonly number[] = Array.from({ length: partitions }, (_, index) => index);

/**
 * Number of deliveries after which RabbitMQ drops a message. Out of reach: attempts are counted here, and end as dead letters. RabbitMQ 4 has
 * a default of 20; RabbitMQ 3 knows no number for unlimited.
 */
const deliveryLimit = 1_000_000;

const quorum = { 'x-queue-type': 'quorum', 'x-delivery-limit': deliveryLimit } as const;

/** Names of one installation on a broker. */
export interface Names {
  readonly exchange: (partition: number) => string;
  readonly queue: (group: string, partition: number) => string;
  readonly dead: (group: string) => string;
  readonly last: (group: string) => string;
}

export const toNames = (prefix: string): Names => ({
  exchange: (partition) => `${prefix}events.${partition}`,
  queue: (group, partition) => `${prefix}${group}.${partition}`,
  dead: (group) => `${prefix}${group}.dead`,
  last: (group) => `${prefix}${group}.last`,
});

export async function declareExchanges(channel: Channel, names: Names): Promise<void> {
  for (const partition of partitionNumbers) {
    await channel.exchangeDeclare({ exchange: names.exchange(partition), type: 'topic', durable: true });
  }
}

/** Declares a queue for dead letters. Returns the number of them that nobody is reading. */
export async function declareDead(channel: Channel, names: Names, group: string): Promise<number> {
  const { messageCount } = await channel.queueDeclare({ queue: names.dead(group), durable: true, arguments: quorum });
  return messageCount;
}

/** Counts the dead letters that nobody is reading. The broker refuses with NOT_FOUND where the group was never declared. */
export async function countDead(channel: Channel, names: Names, group: string): Promise<number> {
  const { messageCount } = await channel.queueDeclare({ queue: names.dead(group), passive: true });
  return messageCount;
}

/** Declares the queues of a group. Returns the number of messages that no member has. */
export async function declareQueues(channel: Channel, names: Names, group: string): Promise<number> {
  let ready = 0;
  for (const partition of partitionNumbers) {
    const { messageCount } = await channel.queueDeclare({
      queue: names.queue(group, partition),
      durable: true,
      arguments: { ...quorum, 'x-single-active-consumer': true },
    });
    ready += messageCount;
  }
  return ready;
}

/**
 * Declares a queue that holds nothing, after all others of a group.
 *
 * Ra, the log below quorum queues, once kept the name of a new queue in memory for up to three seconds, or until the next quorum queue was
 * declared (rabbitmq/ra#443; RabbitMQ 4 has it fixed, 3.10 has not). A node that is killed before does not find that queue again, starts it
 * empty and without a leader, and what was confirmed there is out of reach. So the queue at that risk is one without messages.
 */
const declareLast = (channel: Channel, names: Names, group: string): Promise<unknown> =>
  channel.queueDeclare({ queue: names.last(group), durable: true, arguments: quorum });

/** Declares a group: its queues, the one for dead letters, and then the topics that lead to them. */
export async function declareGroup(channel: Channel, names: Names, { group, topics }: Group): Promise<void> {
  await declareExchanges(channel, names);
  await declareQueues(channel, names, group);
  await declareDead(channel, names, group);
  await declareLast(channel, names, group);
  for (const partition of partitionNumbers) {
    const queue = names.queue(group, partition);
    for (const routingKey of topics)
      await channel.queueBind({ queue, exchange: names.exchange(partition), routingKey });
  }
}
