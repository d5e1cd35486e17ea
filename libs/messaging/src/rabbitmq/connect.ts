/** Messaging over RabbitMQ. */

import { checkGroup, checkGroupName } from '../group.ts';
import { checkMessage } from '../message.ts';
import type { Group, Messaging, MessagingOptions, Subscription } from '../messaging.ts';
import { amqpUrl } from './broker-url.ts';
import { channelOf, type Broker } from './broker.ts';
import { readDeadLetters, replayDeadLetters } from './dead-letters.ts';
import { toOutgoing } from './envelope.ts';
import { createLink } from './link.ts';
import { listenTo } from './listener.ts';
import { joinGroup, type Member } from './member.ts';
import { createPublisher } from './publisher.ts';
import { declareDead, declareGroup, declareQueues, partitionOf, toNames } from './topology.ts';

export interface BrokerOptions extends MessagingOptions {
  /** Address, `amqp[s]://user:password@host[:port][/vhost]`. Never logged. */
  readonly url: string;
  /** Prefix of all exchanges and queues, for several installations on one virtual host. Default none. */
  readonly prefix?: string;
  /** Name of the connections, as the broker lists them. Default `frontage`. */
  readonly name?: string;
  /** Time limit of one `publish`, in milliseconds, waiting for a blocked broker included. Default 10,000. */
  readonly publishTimeoutMs?: number;
  /** Longest delay between attempts to connect, in milliseconds. Default 5,000. */
  readonly maxReconnectDelayMs?: number;
}

/**
 * Connects to a broker, in the background: it may be absent at first, go away and come back.
 *
 * Throws a TypeError for a malformed address, without repeating it.
 */
export function connectToBroker(options: BrokerOptions): Messaging {
  const { url, prefix = '', name = 'frontage', publishTimeoutMs = 10_000, maxReconnectDelayMs = 5_000 } = options;
  const { onDelivered, onTrouble = () => undefined } = options;
  const wrong = amqpUrl.safeParse(url).error?.issues[0]?.message;
  if (wrong !== undefined) throw new TypeError(`The address of RabbitMQ ${wrong}.`);
  const names = toNames(prefix);
  const link = (purpose: string, tell: (error: Error) => void): ReturnType<typeof createLink> =>
    createLink({ url, name: `${name} ${purpose}`, onTrouble: tell, maxReconnectDelayMs });
  const consuming = link('consumer', onTrouble);
  // Both lose the same broker: one of them tells.
  const publishing = link('publisher', (error) => {
    if (consuming.state() === 'up') onTrouble(error);
  });
  const publisher = createPublisher({ link: publishing, names, timeoutMs: publishTimeoutMs, onTrouble });
  const onTopology = channelOf(consuming);
  const broker: Broker = { names, consuming, publisher, tell: onTrouble, onTopology };

  const known = new Set<string>();
  const members = new Map<Member, string>();
  const listeners = new Set<Subscription>();
  let closed: Promise<void> | undefined;
  const assertOpen = (): void => {
    if (closed) throw new TypeError('The connection to RabbitMQ is closed.');
  };
  const stateOf = async (group: string): Promise<Awaited<ReturnType<Messaging['groups']>>[number]> => {
    const [ready, dead] = await onTopology(async (channel) => [
      await declareQueues(channel, names, group),
      await declareDead(channel, names, group),
    ]);
    const held = [...members].reduce((sum, [member, of]) => sum + (of === group ? member.held() : 0), 0);
    return { group, depth: ready! + held, dead: dead! };
  };
  const close = async (): Promise<void> => {
    await Promise.all([...members.keys(), ...listeners].map((subscription) => subscription.close()));
    await publisher.close();
    await Promise.all([publishing.close(), consuming.close()]);
  };

  return {
    state: () => (publishing.state() === 'up' && consuming.state() === 'up' ? 'up' : 'unreachable'),
    declare: async (group: Group) => {
      checkGroup(group);
      await onTopology((channel) => declareGroup(channel, names, group));
      known.add(group.group);
    },
    publish: async (messages) => {
      for (const message of messages) checkMessage(message);
      if (messages.length === 0) return;
      await publisher.send(
        messages.map((message) =>
          toOutgoing(message, { exchange: names.exchange(partitionOf(message.key)), routingKey: message.topic }),
        ),
      );
    },
    subscribe: (subscription, handler) => {
      checkGroup(subscription);
      assertOpen();
      known.add(subscription.group);
      const member = joinGroup(broker, { ...subscription, handler, onDelivered });
      members.set(member, subscription.group);
      return {
        close: async () => {
          await member.close();
          members.delete(member);
        },
      };
    },
    listen: (topics, listener) => {
      assertOpen();
      const subscription = listenTo(broker, topics, listener);
      listeners.add(subscription);
      return {
        close: async () => {
          await subscription.close();
          listeners.delete(subscription);
        },
      };
    },
    groups: () => Promise.all([...known].map(stateOf)),
    deadLetters: async (group, limit) => {
      checkGroupName(group);
      return readDeadLetters(broker, group, limit);
    },
    replay: async (group, ids) => {
      checkGroupName(group);
      return replayDeadLetters(broker, group, ids);
    },
    close: () => (closed ??= close()),
  };
}
