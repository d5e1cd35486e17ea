/** Throughput of an adapter: messages of some 100 bytes and of a thousand keys, confirmed, then handled by a handler that does nothing. */

import { randomUUID } from 'node:crypto';
import type { Message } from '../src/message.ts';
import type { Messaging } from '../src/messaging.ts';

const total = 20_000;
const keys = 1_000;
const callSize = 100;
const group = { group: 'bench', topics: ['order.*'], concurrency: 64 };

/** Measures, and prints a line for each number. */
export async function printThroughput(messaging: Messaging): Promise<void> {
  await messaging.declare(group);
  for (const publishers of [1, 8]) await publish(messaging, publishers);
  await handle(messaging, 2 * total);
}

const line = (what: string, count: number, ms: number): void =>
  void process.stdout.write(
    `${what.padEnd(44)}${Math.round((count / ms) * 1_000)
      .toString()
      .padStart(8)} /s\n`,
  );

function batch(start: number): Message[] {
  return Array.from({ length: callSize }, (_, index) => ({
    id: randomUUID(),
    topic: 'order.paid',
    key: `order-${(start + index) % keys}`,
    at: new Date().toISOString(),
    data: { orderId: `order-${start + index}`, total: { amount: 1_999, currency: 'EUR' }, link: '/v2/orders/1' },
  }));
}

async function publish(messaging: Messaging, publishers: number): Promise<void> {
  const before = performance.now();
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < total) {
      const start = next;
      next += callSize;
      await messaging.publish(batch(start));
    }
  };
  await Promise.all(Array.from({ length: publishers }, run));
  line(`confirmed, ${publishers} calls of ${callSize} at a time`, total, performance.now() - before);
}

async function handle(messaging: Messaging, count: number): Promise<void> {
  let handled = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const before = performance.now();
  const subscription = messaging.subscribe(group, () => {
    handled += 1;
    if (handled === count) resolve();
    return Promise.resolve();
  });
  await promise;
  line('handled, one member', count, performance.now() - before);
  await subscription.close();
}
