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
  /** Receives the outcome of each delivery. */
  readonly onDelivered?: (outcome: DeliveryOutcome) => void;
}

/** Connects in the background: to RabbitMQ where one is configured, else to the embedded log. Undefined where neither is. */
export async function openMessaging(
  { AMQP_URL, MESSAGE_LOG_URL }: MessagingAddresses,
  { name, log, onDelivered }: OpenMessagingOptions,
): Promise<Messaging | undefined> {
  const options: MessagingOptions = {
    onTrouble: (err) => log.warn({ err }, 'messaging is in trouble'),
    onDelivered: (delivery) => {
      const { group, message, attempt, outcome, error: err } = delivery;
      // The body may be personal.
      const facts = { group, id: message.id, topic: message.topic, attempt, err };
      if (outcome === 'dead') log.error(facts, 'a message is dead');
      onDelivered?.(delivery);
    },
  };
  // Loaded on demand: a process needs one adapter at most.
  if (AMQP_URL !== undefined) {
    const { connectToBroker } = await import('./rabbitmq/connect.ts');
    return connectToBroker({ url: AMQP_URL, name, ...options });
  }
  if (MESSAGE_LOG_URL === undefined) return undefined;
  const { connectToLog } = await import('./log/connect-to-log.ts');
  return connectToLog({ url: MESSAGE_LOG_URL, name, ...options });
}
