/** `kill -9` of the process in the middle of commands: each order is placed once, and told of under one id. */

import { bareEnv } from '@frontage/http-server/fake';
import { startSpecMessagings, type SpecMessaging } from '@frontage/messaging/fake';
import type { Message } from '@frontage/messaging';
import { placeCommandTopic, placeResultTopic, readPlaceResult, toPlaceMessage } from '@frontage/orders-client';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { anyPort, makePlace, type Place } from './harness.ts';

const entry = resolve(import.meta.dirname, '../src/main.ts');
const total = 200;
const all = await startSpecMessagings(process.env['AMQP_URL']);
afterAll(async () => {
  await Promise.all(all.map(({ stop }) => stop()));
});

/** Starts the process as an operator does. */
function start(place: Place, env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [entry], {
    env: {
      ...bareEnv(process.env),
      LOG_LEVEL: 'error',
      OIDC_ISSUER: place.issuer.url,
      FRONTAGE_DATA_DIR: place.dataDir,
      ...anyPort,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

// Side by side: starting a process and waiting for a broker are most of it.
it.concurrent.each<SpecMessaging>(all)(
  'orders that crashes, over $name, places every order once, in order, and tells of each under one id',
  async ({ env, connect, close }) => {
    const place = await makePlace();
    let child: ChildProcess | undefined;
    try {
      const messaging = connect();
      const watching = { group: 'spec-watching', topics: [placeResultTopic, 'order.created'] };
      for (const group of [watching, { group: placeCommandTopic, topics: [placeCommandTopic] }]) {
        await messaging.declare(group);
      }
      const messages: Message[] = [];
      let notify = (): void => undefined;
      messaging.subscribe(watching, async (message) => {
        messages.push(message);
        notify();
      });
      const results = (): Map<number, Set<string>> =>
        idsBy(
          messages.filter(({ topic }) => topic === placeResultTopic),
          ({ data }) => readPlaceResult(data).number,
        );
      const until = (condition: () => boolean): Promise<void> =>
        new Promise((done) => {
          notify = () => {
            if (condition()) done();
          };
          notify();
        });
      const at = '2026-11-29T10:00:00.000Z';
      const owner = { kind: 'partner', id: 'crash-partner' } as const;
      const commands = Array.from({ length: total }, (_, number) => {
        const lines = [{ productId: `p-${100 + number}`, quantity: 1 }];
        const request = { lines, currency: 'EUR', tier: 'standard' } as const;
        return toPlaceMessage({ operationId: 'crash', number, owner, request }, { at });
      });
      await messaging.publish(commands);

      child = start(place, env);
      await until(() => results().size >= total / 4);
      await stop(child, 'SIGKILL');
      expect(results().size).toBeLessThan(total);
      child = start(place, env);
      const placed = (): string[] =>
        messages.flatMap(({ topic, data }) => {
          if (topic !== placeResultTopic) return [];
          const result = readPlaceResult(data);
          return 'order_id' in result ? [result.order_id] : [];
        });
      const created = (): Map<string, Set<string>> =>
        idsBy(
          messages.filter(({ topic }) => topic === 'order.created'),
          ({ key }) => key,
        );
      await until(() => results().size === total && new Set(placed()).size === created().size);
      // A repetition has the same id, so that whoever handles it knows it.
      expect([...results().values()].filter((ids) => ids.size > 1)).toEqual([]);
      expect([...created().values()].filter((ids) => ids.size > 1)).toEqual([]);
      expect(new Set(placed()).size).toBeGreaterThan(total / 2);
      expect([...results().keys()]).toEqual([...results().keys()].toSorted((a, b) => a - b));
    } finally {
      if (child) await stop(child, 'SIGTERM');
      await place.close();
      await close();
    }
  },
  90_000,
);

/** Ids of messages, by what they are about. */
function idsBy<K>(messages: readonly Message[], about: (message: Message) => K): Map<K, Set<string>> {
  const groups = Map.groupBy(messages, about);
  return new Map([...groups].map(([key, some]) => [key, new Set(some.map(({ id }) => id))]));
}
