import { setTimeout as delay } from 'node:timers/promises';
import { runCrashTrial } from '../fake/crash-trial.ts';
import { startSpecBroker } from '../fake/spec-broker.ts';
import { until } from '../../test/observing.ts';
import { UnprocessableMessage, type Message } from '../message.ts';

const broker = await startSpecBroker(process.env['AMQP_URL'], 'direct');
const suite = broker ? describe : describe.skip;

afterAll(() => broker?.stop());

const messageOf = (number: number): Message => ({
  id: `m-${number}`,
  topic: 'order.paid',
  key: `key-${number % 20}`,
  at: '2026-11-29T00:00:00.000Z',
  data: { number },
});

suite('a broker that crashes', () => {
  it('loses nothing that was confirmed, and keeps the order of each key', async () => {
    const { connect, server } = broker!;
    const crash = (): Promise<void> => server.kill().then(server.start);
    const { refused, handled, expected } = await runCrashTrial({ connect, crash });
    expect(handled).toEqual(expected);
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) expect(error).toMatchObject({ code: 'UNAVAILABLE' });
  }, 120_000);

  it('loses no message on its way to the dead letters, and tells once that they cannot be buried', async () => {
    const troubles: string[] = [];
    const messaging = broker!.connect({ onTrouble: (error) => troubles.push(String(error)) });
    const group = { group: 'doomed', topics: ['order.*'] };
    const messages = Array.from({ length: 500 }, (_, number) => messageOf(number));
    await messaging.declare(group);
    await until(() => messaging.publish(messages));
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
