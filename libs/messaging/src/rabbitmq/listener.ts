/** Listener: hears every message of some topics while it is connected, from a queue that ends with its connection. */

import { topicMatcher } from '../message.ts';
import type { Listener, Subscription } from '../messaging.ts';
import type { Broker } from './broker.ts';
import { readMessage } from './envelope.ts';
import { keepChannel } from './kept-channel.ts';
import { declareExchanges, partitionNumbers } from './topology.ts';

export function listenTo(broker: Broker, topics: readonly string[], { onMessage, onGap }: Listener): Subscription {
  const { names, consuming, tell } = broker;
  topicMatcher(topics);
  let closed = false;
  let listened = false;
  const kept = keepChannel({
    link: consuming,
    what: 'the queue of a listener',
    setUp: async (channel) => {
      await declareExchanges(channel, names);
      const { queue } = await channel.queueDeclare({ queue: '', exclusive: true, autoDelete: true });
      for (const partition of partitionNumbers) {
        for (const routingKey of topics) {
          await channel.queueBind({ queue, exchange: names.exchange(partition), routingKey });
        }
      }
      await channel.basicConsume({ queue, noAck: true, exclusive: true }, (delivery) => {
        const { message, unreadable } = readMessage(delivery);
        // Groups bury what cannot be read; here nobody waits for it.
        if (!closed && unreadable === undefined) onMessage(message);
      });
    },
    onOpen: () => {
      if (listened) onGap();
      listened = true;
    },
    onTrouble: tell,
  });
  return {
    close: () => {
      closed = true;
      return kept.close();
    },
  };
}
