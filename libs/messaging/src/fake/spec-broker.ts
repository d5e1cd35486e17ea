/** RabbitMQ for specs: a node of their own, and connections that are closed for them. */

import type { Messaging } from '../messaging.ts';
import { connectToBroker, type BrokerOptions } from '../rabbitmq/connect.ts';
import { startRabbitServer, type RabbitServer } from './rabbitmq-server.ts';

export interface SpecBroker {
  readonly server: RabbitServer;
  /** Connects, and reconnects soon. */
  connect(options?: Partial<BrokerOptions>): Messaging;
  /** Closes every connection. */
  close(): Promise<void>;
  /** Closes every connection, and stops the node. */
  stop(): Promise<void>;
}

/** Starts a node for one spec file. Undefined, with a message, where no broker is `configured` (`AMQP_URL`) or none is installed. */
export async function startSpecBroker(configured: string | undefined): Promise<SpecBroker | undefined> {
  const server = configured === undefined ? undefined : await startRabbitServer();
  if (!server) {
    const reason = configured === undefined ? 'AMQP_URL is not set' : 'no rabbitmq-server is installed';
    process.stdout.write(`SKIPPED server suite: rabbitmq (${reason})\n`);
    return undefined;
  }
  const open = new Set<Messaging>();
  const close = async (): Promise<void> => {
    const all = [...open];
    open.clear();
    await Promise.all(all.map((messaging) => messaging.close()));
  };
  return {
    server,
    connect: (options = {}) => {
      const messaging = connectToBroker({ url: server.url, maxReconnectDelayMs: 200, ...options });
      open.add(messaging);
      return messaging;
    },
    close,
    stop: async () => {
      await close();
      await server.stop();
    },
  };
}
