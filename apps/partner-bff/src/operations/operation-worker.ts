/** Operation worker of a process: publishes commands, and keeps their results until an operation ends. */

import type { Runtime } from '@frontage/http-server';
import { commandPublisher, readBody, startRelay, type Messaging } from '@frontage/messaging';
import { placeCommandTopic, placeResultTopic, readPlaceResult } from '@frontage/orders-client';
import { toPayload, type WebhookEvent } from '@frontage/webhooks';
import { v2 } from '../versions.ts';
import { statusOf, type ItemOutcome, type Operation, type OperationStore } from './operation-store.ts';

export interface OperationWorkerOptions {
  readonly store: OperationStore;
  readonly messaging: Messaging;
  /** Keeps an event for the webhooks of its partner, once by its id. */
  readonly accept: (event: WebhookEvent) => Promise<void>;
  readonly log: Runtime['log'];
}

export interface OperationWorker {
  /** Publishes at once what was accepted. */
  wake(): void;
  /** Ends the relay. Results end with the messaging. */
  close(): Promise<void>;
}

const commands = { group: placeCommandTopic, topics: [placeCommandTopic] } as const;
const results = { group: 'partner-operations', topics: [placeResultTopic] } as const;

/** Starts the worker. */
export function startOperationWorker({ store, messaging, accept, log }: OperationWorkerOptions): OperationWorker {
  const relay = startRelay({
    outbox: store.outbox,
    messaging: commandPublisher(messaging, [commands, results]),
    onFailed: (err) => log.warn({ err }, 'commands wait in their outbox: they cannot be published'),
  });
  messaging.subscribe(results, async (message) => {
    const result = readBody(message, readPlaceResult);
    const { operation_id: id, number } = result;
    const ended = await store.settle(id, number, outcomeOf(result), new Date().toISOString());
    // Before the acknowledgement: whoever repeats it finds the operation ended, and the event is kept once by its id.
    if (ended) await accept(toEvent(ended));
  });
  return relay;
}

function outcomeOf(result: ReturnType<typeof readPlaceResult>): ItemOutcome {
  return 'order_id' in result ? { kind: 'placed', orderId: result.order_id } : { kind: 'refused', ...result.failure };
}

/** Event of an operation that has ended. Bulk results are behind its link: a payload has few bytes. */
function toEvent(operation: Operation): WebhookEvent {
  const { id, partnerId, mode, items, finishedAt: at = '' } = operation;
  const type = statusOf(operation) === 'failed' ? 'operation.failed' : 'operation.completed';
  const placed = items.filter(({ outcome }) => outcome?.kind === 'placed').length;
  const data = { id, status: statusOf(operation), placed, refused: items.length - placed };
  const body = toPayload({ type, at, mode, data, href: v2.link(`/operations/${id}`).href });
  return { id: `operation_${id}`, partnerId, mode, type, at, body };
}
