/** Every adapter of messaging for one spec file: what holds over the embedded log holds over RabbitMQ, too. */

import type { Messaging } from '../messaging.ts';
import { startSpecBroker } from './spec-broker.ts';
import { startSpecLog } from './spec-log.ts';

export interface SpecMessaging {
  readonly name: string;
  /** Variables of a process that is to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Connects, and reconnects soon. */
  readonly connect: () => Messaging;
  /** Ends log or broker. What it confirmed stays. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Closes the connections of the spec. */
  readonly close: () => Promise<void>;
  /** Closes everything. */
  readonly stop: () => Promise<void>;
}

/** Starts the embedded log, and RabbitMQ where one is `configured` (`AMQP_URL`); without it, a message says that it is left out. */
export async function startSpecMessagings(configured: string | undefined): Promise<readonly SpecMessaging[]> {
  const [log, broker] = await Promise.all([startSpecLog(), startSpecBroker(configured)]);
  const { connect, kill, start, close, stop } = log;
  const embedded = { name: 'the embedded log', env: { MESSAGE_LOG_URL: log.url }, connect, kill, start, close, stop };
  if (!broker) return [embedded];
  const { server } = broker;
  return [
    embedded,
    {
      name: 'RabbitMQ',
      env: { AMQP_URL: server.url },
      connect: broker.connect,
      kill: server.kill,
      start: server.start,
      close: broker.close,
      stop: broker.stop,
    },
  ];
}
