/** Messaging of a process, by its environment. */

import type { Messaging } from './messaging.ts';

export interface OpenMessagingOptions {
  /** Name of the process, as the broker lists its connections. */
  readonly name: string;
  /** Log of the broker's trouble. */
  readonly log: { warn(facts: object, message: string): void };
}

/** Connects to the broker at a URL, in the background. Undefined without a URL; the client is then not even loaded. */
export async function openMessaging(
  url: string | undefined,
  { name, log }: OpenMessagingOptions,
): Promise<Messaging | undefined> {
  if (url === undefined) return undefined;
  // Loaded on demand: a process without a broker does not need it.
  const { connectToBroker } = await import('./rabbitmq/connect.ts');
  return connectToBroker({ url, name, onTrouble: (err) => log.warn({ err }, 'the message broker is in trouble') });
}
