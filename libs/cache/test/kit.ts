/** What the specs of the cache share: a clock, a service that is asked and answers when told to, and callers. */

import { anonymous, newCall, type Call, type Caller } from '@frontage/call';
import { createCache, type CacheOptions } from '../src/cache.ts';
import type { Cache } from '../src/index.ts';

export const ada: Caller = { kind: 'customer', id: 'ada' };
export const bob: Caller = { kind: 'customer', id: 'bob' };

/** Time that stands still until it is moved. */
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

/** One question that has reached the service. */
export interface Asked<Input, Answer> {
  readonly input: Input;
  readonly call: Call;
  answer(value: Answer): void;
  fail(error: unknown): void;
}

export interface Service<Input, Answer> {
  /** The client method. */
  readonly method: (input: Input, call: Call) => Promise<Answer>;
  readonly asked: Asked<Input, Answer>[];
  /** Answers at once from now on, or fails if this throws; undefined: when told to. */
  reply: ((input: Input, call: Call) => Answer) | undefined;
  /** Resolves with the question of this number, counted from 1, as soon as it has come. */
  question(number: number): Promise<Asked<Input, Answer>>;
}

/** A service that counts, costs 100 bytes a call, and gives up when its caller does. */
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

/** Lets whatever can go on go on, sockets included. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Resolves when this is true; rejects when it does not come to be, so that no loop outlives its test. */
export async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`never: ${isTrue.toString()}`);
    await turn();
  }
}

/** A piece of work of a caller's. */
export const by = (caller: Caller = anonymous, budgetMs = 10_000): Call => newCall({ caller, budgetMs });

/** A cache under test, with all that it stands on. */
export interface Bench {
  readonly cache: Cache;
  readonly clock: Clock;
}

/** One way to set up a cache; what the suite says holds for all of them. */
export interface Setup {
  readonly name: string;
  readonly open: (options?: Partial<CacheOptions>) => Promise<Bench>;
}

/** No jitter, unless a test is about it. */
export const plain = (clock: Clock): CacheOptions => ({ now: clock, random: () => 0 });

export const inMemory: Setup = {
  name: 'in memory',
  open: async (options) => {
    const clock = createClock();
    return { clock, cache: createCache({ ...plain(clock), ...options }) };
  },
};
