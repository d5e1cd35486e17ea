/** Messaging of a process, by its environment. */

import type { DeliveryOutcome, Messaging } from './messaging.ts';

export interface OpenMessagingOptions {
  /** Name of the process, as the broker lists its connections. */
  readonly name: string;
  /** Log of the broker's trouble, and of messages that were given up. */
  readonly log: { warn(facts: object, message: string): void; error(facts: object, message: string): void };
  /** Receives the outcome of each delivery. */
  readonly onDelivered?: (outcome: DeliveryOutcome) => void;
}

/** Connects to the broker at a URL, in the background. Undefined without a URL; the client is then not even loaded. */
export async function openMessaging(
  url: string | undefined,
  { name, log, onDelivered }: OpenMessagingOptions,
): Promise<Messaging | undefined> {
  if (url === undefined) return undefined;
  // Loaded on demand: a process without a broker does not need it.
  const { connectToBroker } = await import('./rabbitmq/connect.ts');
  return connectToBroker({
    url,
    name,
    onTrouble: (err) => log.warn({ err }, 'the message broker is in trouble'),
    onDelivered: (delivery) => {
      const { group, message, attempt, outcome, error: err } = delivery;
      // The body may be personal.
      if (outcome === 'dead')
        log.error({ group, id: message.id, topic: message.topic, attempt, err }, 'a message is dead');
      onDelivered?.(delivery);
    },
  });
}
