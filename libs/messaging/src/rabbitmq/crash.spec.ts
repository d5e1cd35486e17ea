import { setTimeout as delay } from 'node:timers/promises';
import { startSpecBroker } from '../fake/index.ts';
import type { Message } from '../index.ts';

const broker = await startSpecBroker(process.env['AMQP_URL']);
const suite = broker ? describe : describe.skip;

afterAll(() => broker?.stop());

const keys = 20;
const total = 2_000;
const messageOf = (number: number): Message => ({
  id: `m-${number}`,
  topic: 'order.paid',
  key: `key-${number % keys}`,
  at: '2026-11-29T00:00:00.000Z',
  data: { number },
});

suite('a broker that crashes', () => {
  it('loses nothing that was confirmed, and keeps the order of each key', async () => {
    const publisher = broker!.connect();
    const first = broker!.connect();
    const second = broker!.connect();
    const group = { group: 'crash', topics: ['order.*'], retry: { minDelayMs: 10 } };
    await publisher.declare(group);
    const seen = new Set<string>();
    const handled = new Map<string, number[]>();
    const all = Promise.withResolvers<void>();
    const handle = async (message: Message): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      if (seen.has(message.id)) return;
      seen.add(message.id);
      const { number } = message.data as { number: number };
      handled.set(message.key, [...(handled.get(message.key) ?? []), number]);
      if (seen.size === total) all.resolve();
    };
    first.subscribe(group, handle);
    second.subscribe(group, handle);

    let crashed: Promise<void> | undefined;
    let refused = 0;
    for (let start = 0; start < total; start += 50) {
      const messages = Array.from({ length: 50 }, (_, index) => messageOf(start + index));
      if (start === total / 2) {
        // Messages of this call are under way when the node dies.
        const publishing = publisher.publish(messages).catch(() => (refused += 1));
        crashed = broker!.server.kill().then(() => broker!.server.start());
        await publishing;
      }
      for (;;) {
        try {
          await publisher.publish(messages);
          break;
        } catch (error) {
          expect(error).toMatchObject({ code: 'UNAVAILABLE' });
          refused += 1;
          await delay(20);
        }
      }
    }
    await crashed;
    await all.promise;
    expect(refused).toBeGreaterThan(0);
    expect(seen.size).toBe(total);
    for (const [key, numbers] of handled) {
      expect({ key, numbers }).toEqual({ key, numbers: numbers.toSorted((a, b) => a - b) });
    }
  }, 120_000);
});
