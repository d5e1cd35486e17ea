/** Messaging of a process, by its environment. */

import type { DeliveryOutcome, Messaging, MessagingOptions } from './messaging.ts';

/** Addresses, of `messagingConfig`. */
export interface MessagingAddresses {
  readonly AMQP_URL?: string | undefined;
  readonly MESSAGE_LOG_URL?: string | undefined;
}

export interface OpenMessagingOptions {
  /** Name of the process, as log or broker know its connections. */
  readonly name: string;
  /** Log of the trouble with connections, and of messages that were given up. */
  readonly log: { warn(facts: object, message: string): void; error(facts: object, message: string): void };
  /** Metrics of deliveries and of what waits. Default: none. */
  readonly metrics?: {
    messageHandled(delivery: DeliveryOutcome): void;
    watchGroups(read: Messaging['groups']): void;
  };
}

/** Connects in the background: to RabbitMQ where one is configured, else to the embedded log. Undefined where neither is. */
export async function openMessaging(
  addresses: MessagingAddresses,
  { name, log, metrics }: OpenMessagingOptions,
): Promise<Messaging | undefined> {
  const options: MessagingOptions = {
    onTrouble: (err) => log.warn({ err }, 'messaging is in trouble'),
    onDelivered: (delivery) => {
      const { group, message, attempt, outcome, error: err } = delivery;
      // The body may be personal.
      const facts = { group, id: message.id, topic: message.topic, attempt, err };
      if (outcome === 'dead') log.error(facts, 'a message is dead');
      metrics?.messageHandled(delivery);
    },
  };
  const messaging = await connect(addresses, { name, ...options });
  if (messaging) metrics?.watchGroups(messaging.groups);
  return messaging;
}

/** Connects through one adapter. Adapters are loaded on demand: a process needs one at most. */
async function connect(
  { AMQP_URL, MESSAGE_LOG_URL }: MessagingAddresses,
  options: MessagingOptions & { readonly name: string },
): Promise<Messaging | undefined> {
  if (AMQP_URL !== undefined) {
    const { connectToBroker } = await import('./rabbitmq/connect.ts');
    return connectToBroker({ url: AMQP_URL, ...options });
  }
  if (MESSAGE_LOG_URL === undefined) return undefined;
  const { connectToLog } = await import('./log/connect-to-log.ts');
  return connectToLog({ url: MESSAGE_LOG_URL, ...options });
}
