/** RabbitMQ for specs: a virtual host or a node of their own, and connections that are closed for them. */

import { startProxy } from '@frontage/network-address/fake';
import type { Messaging } from '../messaging.ts';
import { connectToBroker, type BrokerOptions } from '../rabbitmq/connect.ts';
import { startRabbitServer, type RabbitServer } from './rabbitmq-server.ts';
import { openVirtualHost } from './shared-node.ts';

/** Broker as a spec has it. */
export type SpecServer = Pick<RabbitServer, 'url' | 'start' | 'kill' | 'evaluate' | 'stop'>;

export interface SpecBroker {
  readonly server: SpecServer;
  /** Connects, and reconnects soon. */
  connect(options?: Partial<BrokerOptions>): Messaging;
  /** Closes every connection. */
  close(): Promise<void>;
  /** Closes every connection, and stops a node that is its own. */
  stop(): Promise<void>;
}

/**
 * Places of a spec file, by how much of a broker is its own:
 *
 * * `shared`: a virtual host on the node of the test run, behind a proxy. `kill` cuts the proxy and `start` restores it: the same to a
 *   client, and a node takes five seconds to start.
 * * `own`: a node, behind a proxy, for what concerns all connections or the node itself.
 * * `direct`: a node, which `kill` kills.
 */
const places = {
  shared: async () => {
    const host = await openVirtualHost();
    return host && behindProxy({ ...host, stop: () => Promise.resolve() });
  },
  own: async () => {
    const node = await startRabbitServer();
    return node && behindProxy(node);
  },
  direct: startRabbitServer,
} satisfies Record<string, () => Promise<SpecServer | undefined>>;

/** Starts what one spec file needs. Undefined, with a message, where no broker is `configured` (`AMQP_URL`) or none is installed. */
export async function startSpecBroker(
  configured: string | undefined,
  place: keyof typeof places = 'shared',
): Promise<SpecBroker | undefined> {
  const server = configured === undefined ? undefined : await places[place]();
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

async function behindProxy({
  url,
  evaluate,
  stop,
}: Pick<SpecServer, 'url' | 'evaluate' | 'stop'>): Promise<SpecServer> {
  const address = new URL(url);
  const { port, cut, restore } = await startProxy(Number(address.port));
  address.port = String(port);
  return {
    url: address.href,
    kill: cut,
    start: restore,
    evaluate,
    stop: async () => {
      await cut();
      await stop();
    },
  };
}
