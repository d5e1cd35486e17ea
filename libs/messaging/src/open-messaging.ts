/** Messaging of a process, by its environment. */

import type { Messaging } from './messaging.ts';

/** Addresses, of `messagingConfig`. */
export interface MessagingAddresses {
  readonly AMQP_URL?: string | undefined;
  readonly MESSAGE_LOG_URL?: string | undefined;
}

export interface OpenMessagingOptions {
  /** Name of the process, as log or broker know its connections. */
  readonly name: string;
  /** Log of the trouble with connections. */
  readonly log: { warn(facts: object, message: string): void };
}

/** Connects in the background: to RabbitMQ where one is configured, else to the embedded log. Undefined where neither is. */
export async function openMessaging(
  { AMQP_URL, MESSAGE_LOG_URL }: MessagingAddresses,
  { name, log }: OpenMessagingOptions,
): Promise<Messaging | undefined> {
  const onTrouble = (err: unknown): void => log.warn({ err }, 'messaging is in trouble');
  // Loaded on demand: a process needs one adapter at most.
  if (AMQP_URL !== undefined) {
    const { connectToBroker } = await import('./rabbitmq/connect.ts');
    return connectToBroker({ url: AMQP_URL, name, onTrouble });
  }
  if (MESSAGE_LOG_URL === undefined) return undefined;
  const { connectToLog } = await import('./log/connect-to-log.ts');
  return connectToLog({ url: MESSAGE_LOG_URL, name, onTrouble });
}
