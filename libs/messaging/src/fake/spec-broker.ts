/** RabbitMQ for specs: a node of their own, and connections that are closed for them. */

import type { Messaging } from '../messaging.ts';
import { connectToBroker, type BrokerOptions } from '../rabbitmq/connect.ts';
import { startProxy } from './proxy.ts';
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

export interface SpecBrokerOptions {
  /**
   * Whether connections lead to the node itself, and `kill` kills it. Otherwise they pass a proxy, which `kill` cuts and `start` restores:
   * the same to a client, and a node takes five seconds to start. Default false.
   */
  readonly direct?: boolean;
}

/** Starts a node for one spec file. Undefined, with a message, where no broker is `configured` (`AMQP_URL`) or none is installed. */
export async function startSpecBroker(
  configured: string | undefined,
  { direct = false }: SpecBrokerOptions = {},
): Promise<SpecBroker | undefined> {
  const node = configured === undefined ? undefined : await startRabbitServer();
  if (!node) {
    const reason = configured === undefined ? 'AMQP_URL is not set' : 'no rabbitmq-server is installed';
    process.stdout.write(`SKIPPED server suite: rabbitmq (${reason})\n`);
    return undefined;
  }
  const server = direct ? node : await behindProxy(node);
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

async function behindProxy(node: RabbitServer): Promise<RabbitServer> {
  const { port, cut, restore } = await startProxy(Number(new URL(node.url).port));
  return {
    url: node.url.replace(/\d+$/, String(port)),
    kill: cut,
    start: restore,
    evaluate: node.evaluate,
    stop: async () => {
      await cut();
      await node.stop();
    },
  };
}
