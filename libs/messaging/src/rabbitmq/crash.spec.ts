import { setTimeout as delay } from 'node:timers/promises';
import { startSpecBroker } from '../fake/index.ts';
import type { Message, Messaging } from '../index.ts';
import { UnprocessableMessage } from '../message.ts';

const broker = await startSpecBroker(process.env['AMQP_URL'], { direct: true });
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

/** Publishes until it is confirmed, again with the same ids. Returns how often it was not. */
async function publishSurely(messaging: Messaging, messages: readonly Message[]): Promise<number> {
  for (let refused = 0; ; refused += 1) {
    try {
      await messaging.publish(messages);
      return refused;
    } catch (error) {
      expect(error).toMatchObject({ code: 'UNAVAILABLE' });
      await delay(20);
    }
  }
}

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
      refused += await publishSurely(publisher, messages);
    }
    await crashed;
    await all.promise;
    expect(refused).toBeGreaterThan(0);
    expect(seen.size).toBe(total);
    for (const [key, numbers] of handled) {
      expect({ key, numbers }).toEqual({ key, numbers: numbers.toSorted((a, b) => a - b) });
    }
  }, 120_000);

  it('loses no message on its way to the dead letters, and tells once that they cannot be buried', async () => {
    const troubles: string[] = [];
    const messaging = broker!.connect({ onTrouble: (error) => troubles.push(String(error)) });
    const group = { group: 'doomed', topics: ['order.*'] };
    const messages = Array.from({ length: 500 }, (_, number) => messageOf(number));
    await messaging.declare(group);
    await publishSurely(messaging, messages);
    const half = Promise.withResolvers<void>();
    let handled = 0;
    messaging.subscribe(group, () => {
      handled += 1;
      if (handled === messages.length / 2) half.resolve();
      return Promise.reject(new UnprocessableMessage('never'));
    });
    await half.promise;
    await broker!.server.kill();
    await broker!.server.start();
    const buried = new Set<string>();
    while (buried.size < messages.length) {
      const letters = await messaging.deadLetters('doomed', 2_000).catch(() => delay(50, []));
      for (const { message } of letters) buried.add(message.id);
    }
    expect(troubles.filter((trouble) => trouble.includes("a dead letter of group 'doomed'"))).toHaveLength(1);
  }, 60_000);
});
