/** Dead letters of a group: reading them leaves them where they are, replaying moves them back. */

import type { AsyncMessage, Channel } from 'rabbitmq-client';
import { noSuchGroup } from '../group.ts';
import type { DeadLetter } from '../messaging.ts';
import type { Broker } from './broker.ts';
import { readDead, readMessage, toAlive } from './envelope.ts';
import { countDead, declareQueues, partitionOf } from './topology.ts';
import { isMissing } from './unavailable.ts';

/** Most dead letters that one call looks at. */
export const maxLetters = 10_000;
/** Time in which those arrive that another reader does not hold, in milliseconds. */
const arrivalMs = 2_000;
const batch = 200;

/** Work over the oldest dead letters. Returns those that it has acknowledged, with its result. */
type Work<T> = (letters: readonly AsyncMessage[], channel: Channel) => Promise<{ result: T; removed: number }>;

/**
 * Runs work over the oldest dead letters. Those that it does not acknowledge return to their places when the channel closes.
 *
 * One consumer with a prefetch, rather than one `basic.get` each: only so do they return in their order.
 */
async function withLetters<T>(broker: Broker, group: string, limit: number, work: Work<T>): Promise<T> {
  const { names, onTopology } = broker;
  const { before, result, removed } = await onTopology(async (channel) => {
    const ready = await countDead(channel, names, group);
    const letters = await oldest(channel, names.dead(group), Math.min(limit, maxLetters, ready));
    return { before: ready, ...(await work(letters, channel)) };
  }).catch((error: unknown) => {
    throw isMissing(error) ? noSuchGroup(group) : error;
  });
  // RabbitMQ closes a channel before its messages are back. The next reader shall find them.
  await onTopology(async (channel) => {
    const end = Date.now() + arrivalMs;
    while ((await countDead(channel, names, group)) < before - removed && Date.now() < end);
  });
  return result;
}

async function oldest(channel: Channel, queue: string, count: number): Promise<readonly AsyncMessage[]> {
  if (count <= 0) return [];
  const letters: AsyncMessage[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, arrivalMs);
  channel.once('close', resolve);
  await channel.basicQos({ prefetchCount: count });
  await channel.basicConsume({ queue }, (letter) => {
    letters.push(letter);
    if (letters.length === count) resolve();
  });
  await promise;
  clearTimeout(timer);
  // A letter that came late is not looked at, and returns with the others.
  return letters.slice(0, count);
}

export const readDeadLetters = (broker: Broker, group: string, limit: number): Promise<readonly DeadLetter[]> =>
  withLetters(broker, group, limit, (letters) => Promise.resolve({ result: letters.map(readDead), removed: 0 }));

/** Sends dead letters to the queues of their group, and to no other group. Each is removed when it is confirmed there. */
export async function replayDeadLetters(broker: Broker, group: string, ids?: readonly string[]): Promise<number> {
  const { names, publisher } = broker;
  const wanted = ids && new Set(ids);
  return withLetters(broker, group, Infinity, async (letters, channel) => {
    await declareQueues(channel, names, group);
    const chosen = letters.filter((letter) => wanted?.has(readMessage(letter).message.id) ?? true);
    for (let start = 0; start < chosen.length; start += batch) {
      const some = chosen.slice(start, start + batch);
      await publisher.send(
        some.map((letter) => toAlive(letter, names.queue(group, partitionOf(readMessage(letter).message.key)))),
      );
      for (const { deliveryTag } of some) channel.basicAck({ deliveryTag });
    }
    return { result: chosen.length, removed: chosen.length };
  });
}
