/** Observation in specs of messaging: an event to publish, and waiting for what comes. */

import { randomUUID } from 'node:crypto';
import type { Message } from '../src/message.ts';

export const event = (overrides: Partial<Message> = {}): Message => ({
  id: randomUUID(),
  topic: 'order.paid',
  key: 'order-1',
  at: '2026-11-29T00:00:00.000Z',
  data: { total: 1 },
  ...overrides,
});

/** Values as they come, which a spec waits for. */
export interface Collected<T> {
  readonly add: (value: T) => void;
  readonly has: (value: T) => boolean;
  /** Resolves with all of them as soon as they are enough. */
  readonly until: (isEnough: (values: readonly T[]) => boolean) => Promise<T[]>;
}

export function collect<T>(): Collected<T> {
  const values: T[] = [];
  let change = Promise.withResolvers<void>();
  return {
    add: (value) => {
      values.push(value);
      change.resolve();
      change = Promise.withResolvers();
    },
    has: (value) => values.includes(value),
    until: async (isEnough) => {
      while (!isEnough(values)) await change.promise;
      return values;
    },
  };
}

export const immediate = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Repeats work until it succeeds. */
export async function until<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await immediate();
    }
  }
}
