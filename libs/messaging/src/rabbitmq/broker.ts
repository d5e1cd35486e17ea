/** Broker, as the parts of the adapter see it: two connections, because a blocked publisher must not hold up acknowledgements. */

import type { Channel } from 'rabbitmq-client';
import { atMost, goodbyeMs } from '../at-most.ts';
import type { Link } from './link.ts';
import type { Publisher } from './publisher.ts';
import type { Names } from './topology.ts';
import { explained, isRefusal, unavailable } from './unavailable.ts';

export interface Broker {
  readonly names: Names;
  /** Link for consumers and topology. */
  readonly consuming: Link;
  readonly publisher: Publisher;
  /** Receives trouble. */
  readonly tell: (error: unknown) => void;
  /** Runs work on a channel of its own. Failure UNAVAILABLE without a broker; an error that explains what it refuses. */
  readonly onTopology: <T>(work: (channel: Channel) => Promise<T>) => Promise<T>;
}

/** Time limit of such work, in milliseconds, and of waiting for the first connection. */
const patienceMs = 10_000;

export function channelOf(link: Link): Broker['onTopology'] {
  let change = Promise.withResolvers<void>();
  link.observe(() => {
    change.resolve();
    change = Promise.withResolvers();
  });
  return async (work) => {
    let channel: Channel | undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`RabbitMQ did not answer within ${patienceMs} ms`)), patienceMs);
    });
    const run = async (): ReturnType<typeof work> => {
      while (link.state() === 'connecting') await Promise.race([change.promise, late]);
      const connection = link.connection();
      if (!connection) throw new Error('RabbitMQ cannot be reached');
      channel = await connection.acquire({ emitErrorsFromChannel: true });
      // Errors of its calls reject them; others end in the time limit.
      channel.on('error', () => undefined);
      return work(channel);
    };
    try {
      return await Promise.race([run(), late]);
    } catch (error) {
      throw isRefusal(error) ? explained(error, 'the topology') : unavailable(error);
    } finally {
      clearTimeout(timer);
      if (channel) await atMost(goodbyeMs, channel.close());
    }
  };
}
