/** Test bed of the cache: a clock, a service that answers on command, and callers. */

import { anonymous, newCall, type Call, type Caller } from '@frontage/call';
import { createCache, type CacheOptions } from '../src/cache.ts';
import type { Cache } from '../src/index.ts';

export const ada: Caller = { kind: 'customer', id: 'ada' };
export const bob: Caller = { kind: 'customer', id: 'bob' };

/** Clock that stands still until it is moved. */
export interface Clock {
  (): number;
  advance(ms: number): void;
}

export function createClock(): Clock {
  let time = Date.UTC(2026, 0, 1);
  return Object.assign(() => time, {
    advance: (ms: number): void => {
      time += ms;
    },
  });
}

/** Call that has reached the service. */
export interface Asked<Input, Answer> {
  readonly input: Input;
  readonly call: Call;
  answer(value: Answer): void;
  fail(error: unknown): void;
}

export interface Service<Input, Answer> {
  readonly method: (input: Input, call: Call) => Promise<Answer>;
  readonly asked: Asked<Input, Answer>[];
  /** Answers at once, or fails where this throws. Undefined: answers on command. */
  reply: ((input: Input, call: Call) => Answer) | undefined;
  /** Resolves with the nth call, counted from 1, as soon as it has come. */
  question(number: number): Promise<Asked<Input, Answer>>;
}

/** Service that counts calls, costs 100 bytes each, and stops when its caller does. */
export function createService<Input, Answer>(reply?: (input: Input, call: Call) => Answer): Service<Input, Answer> {
  const asked: Asked<Input, Answer>[] = [];
  const awaited = new Map<number, (asked: Asked<Input, Answer>) => void>();
  const service: Service<Input, Answer> = {
    asked,
    reply,
    method: (input, call) =>
      new Promise<Answer>((resolve, fail) => {
        call.ledger.calls += 1;
        call.deadline.signal.addEventListener('abort', () => fail(call.deadline.reason!), { once: true });
        const answer = (value: Answer): void => {
          call.ledger.bytes += 100;
          resolve(value);
        };
        asked.push({ input, call, answer, fail });
        try {
          if (service.reply) answer(service.reply(input, call));
        } catch (error) {
          fail(error);
        }
        awaited.get(asked.length)?.(asked.at(-1)!);
      }),
    question: (number) =>
      asked[number - 1] ? Promise.resolve(asked[number - 1]!) : new Promise((done) => awaited.set(number, done)),
  };
  return service;
}

/** Ends a turn of the event loop, sockets included. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Resolves when the condition is true. Rejects after 20 s, so that no loop outlives its test. */
export async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`never: ${isTrue.toString()}`);
    await turn();
  }
}

export const by = (caller: Caller = anonymous, budgetMs = 10_000): Call => newCall({ caller, budgetMs });

/** Cache under test, and all that it depends on. */
export interface Bench {
  readonly cache: Cache;
  readonly clock: Clock;
}

/** Setup of a cache; the suite of behaviour holds for all of them. */
export interface Setup {
  readonly name: string;
  readonly open: (options?: Partial<CacheOptions>) => Promise<Bench>;
}

/** Options without jitter. */
export const plain = (clock: Clock): CacheOptions => ({ now: clock, random: () => 0 });

export const inMemory: Setup = {
  name: 'in memory',
  open: async (options) => {
    const clock = createClock();
    return { clock, cache: createCache({ ...plain(clock), ...options }) };
  },
};
