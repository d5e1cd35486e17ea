/** Trial of a crash: 2,000 messages, published and handled while log or broker dies in their middle. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '../message.ts';
import type { Messaging } from '../messaging.ts';

export interface CrashTrial {
  /** Connects, and reconnects soon. */
  readonly connect: () => Messaging;
  /** Kills log or broker while messages are under way, and starts it again. */
  readonly crash: () => Promise<void>;
}

export interface CrashOutcome {
  /** Calls of `publish` that were refused, and repeated until they were confirmed. */
  readonly refused: readonly unknown[];
  /** Numbers of the messages that each key was handled with, in order, repetitions left out. */
  readonly handled: Readonly<Record<string, readonly number[]>>;
  /** Value of `handled` when nothing confirmed is lost, and no message of a key overtook another. */
  readonly expected: Readonly<Record<string, readonly number[]>>;
}

const total = 2_000;
const keys = 20;
const callSize = 50;
const messages = Array.from({ length: total }, (_, number) => ({
  id: `m-${number}`,
  topic: 'order.paid',
  key: `key-${number % keys}`,
  at: '2026-11-29T00:00:00.000Z',
  data: { number },
}));

/** Runs the trial with two members of one group. Resolves when every message was handled. */
export async function runCrashTrial({ connect, crash }: CrashTrial): Promise<CrashOutcome> {
  const [publisher, ...members] = [connect(), connect(), connect()];
  const group = { group: 'crash', topics: ['order.*'], retry: { minDelayMs: 10 } };
  await publisher!.declare(group);
  const seen = new Set<string>();
  const handled: Message[] = [];
  const all = Promise.withResolvers<void>();
  const handle = async (message: Message): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (seen.has(message.id)) return;
    seen.add(message.id);
    handled.push(message);
    if (seen.size === total) all.resolve();
  };
  for (const member of members) member.subscribe(group, handle);

  const refused: unknown[] = [];
  const publish = async (some: readonly Message[]): Promise<boolean> => {
    try {
      await publisher!.publish(some);
      return true;
    } catch (error) {
      refused.push(error);
      return false;
    }
  };
  let crashed: Promise<void> | undefined;
  for (let start = 0; start < total; start += callSize) {
    const some = messages.slice(start, start + callSize);
    if (start === total / 2) {
      // Messages of this call are under way when it dies.
      const publishing = publish(some);
      crashed = crash();
      await publishing;
    }
    while (!(await publish(some))) await delay(20);
  }
  await crashed;
  await all.promise;
  return { refused, handled: byKey(handled), expected: byKey(messages) };
}

const byKey = (some: readonly Message[]): Record<string, number[]> =>
  Object.fromEntries(
    [...Map.groupBy(some, ({ key }) => key)].map(([key, ofKey]) => [
      key,
      ofKey.map(({ data }) => (data as { readonly number: number }).number),
    ]),
  );
