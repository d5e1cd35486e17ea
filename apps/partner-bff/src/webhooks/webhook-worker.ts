/** Webhook worker of a process: accepts events of the domain, and delivers them. */

import type { Runtime } from '@frontage/http-server';
import type { Message, Messaging } from '@frontage/messaging';
import { createGuardedClient } from '@frontage/ssrf-guard';
import { startDeliveries, type WebhookEvent, type WebhookStore } from '@frontage/webhooks';
import type { Config } from '../config.ts';
import { orderTopics, toOrderEvents } from './order-events.ts';
import { stockTopics, toStockEvents } from './stock-events.ts';
import { v2 } from '../versions.ts';

export interface WebhookWorkerOptions {
  readonly store: WebhookStore;
  /** Undefined without a broker: then only tests, notices and replays are delivered. */
  readonly messaging: Messaging | undefined;
  readonly config: Pick<
    Config,
    | 'WEBHOOK_ALLOW_LOOPBACK'
    | 'WEBHOOK_ALLOW_ADDRESSES'
    | 'WEBHOOK_DENY_ADDRESSES'
    | 'WEBHOOK_TIMEOUT_MS'
    | 'DRAIN_LIMIT_MS'
  >;
  readonly runtime: Pick<Runtime, 'log' | 'metrics'>;
}

export interface WebhookWorker {
  /** Keeps an event, once by its id, and delivers it. */
  accept(event: WebhookEvent): Promise<void>;
  /** Stops, after the messaging: what is under way is finished, up to the limit for draining. */
  close(): Promise<void>;
}

/** Starts the worker. Failures of the database and of receivers never end it. */
export async function startWebhookWorker({
  store,
  messaging,
  config,
  runtime,
}: WebhookWorkerOptions): Promise<WebhookWorker> {
  const { log, metrics } = runtime;
  const client = createGuardedClient({
    userAgent: 'Frontage-Webhooks/2',
    allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK,
    allowed: config.WEBHOOK_ALLOW_ADDRESSES,
    denied: config.WEBHOOK_DENY_ADDRESSES,
    onRefused: (refusal) => log.info(refusal, 'a webhook is refused: its host has no address that is allowed'),
  });
  await store.recover(new Date().toISOString());
  const deliveries = startDeliveries({
    store,
    sender: client,
    timeoutMs: config.WEBHOOK_TIMEOUT_MS,
    hrefOf: (id) => v2.link(`/webhooks/${id}`).href,
    onAttempt: metrics.webhookAttempted,
    onTrouble: (err) => log.warn({ err }, 'webhooks could not be read or written'),
  });
  const acceptAll = async (events: readonly WebhookEvent[]): Promise<void> => {
    if (events.length === 0) return;
    await store.accept(events, new Date().toISOString());
    deliveries.wake();
  };
  metrics.watchWebhooks(store.state);
  const eventsOf = async (message: Message): Promise<readonly WebhookEvent[]> => {
    const topic = stockTopics.find((each) => each === message.topic);
    return topic ? toStockEvents(message, await store.subscribers(topic, 'live'), v2) : toOrderEvents(message, v2);
  };
  messaging?.subscribe({ group: 'partner-webhooks', topics: [...orderTopics, ...stockTopics] }, async (message) =>
    acceptAll(await eventsOf(message)),
  );
  return {
    accept: (event) => acceptAll([event]),
    close: async () => {
      await deliveries.close(config.DRAIN_LIMIT_MS);
      await client.close();
    },
  };
}
