import { jest } from '@jest/globals';
import { createPollingResolver, type Answer, type PollingOptions } from './polling-resolver.ts';
import { toEndpoint, type Endpoint } from './resolver.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const [a, b] = ['a:1', 'b:1'].map((address) => toEndpoint({ address })) as [Endpoint, Endpoint];

/** A watch over answers that the test scripts. */
function watching(options: PollingOptions = {}) {
  let reply: Answer | Error = { endpoints: [a], ttlMs: 5_000 };
  const seen = { questions: 0, closed: 0, sets: [] as string[][], failures: [] as unknown[] };
  const ask = async (): Promise<Answer> => {
    seen.questions += 1;
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const resolver = createPollingResolver(() => ({ ask, close: () => (seen.closed += 1) }), {
    random: () => 0,
    ...options,
  });
  const watch = resolver.watch({
    onEndpoints: (endpoints) => seen.sets.push(endpoints.map(({ id }) => id)),
    onFailure: (cause) => seen.failures.push(cause),
  });
  return { seen, watch, say: (next: Answer | Error) => (reply = next) };
}

/** Time between the last question and the next, in milliseconds. */
async function untilNextQuestion(seen: { readonly questions: number }): Promise<number> {
  const before = seen.questions;
  for (let waitedMs = 0; waitedMs <= 200_000; waitedMs += 100) {
    if (seen.questions > before) return waitedMs;
    await jest.advanceTimersByTimeAsync(100);
  }
  return Infinity;
}

const settle = () => jest.advanceTimersByTimeAsync(0);

describe('a source that is asked', () => {
  it.each([
    ['when its answer is over', 5_000, 5_000],
    ['not more often than once a second, if the answer is good for no time at all', 0, 1_000],
    ['at least once a minute, however long the answer says that it is good for', 86_400_000, 60_000],
  ])('is asked again %s', async (_, ttlMs, waitedMs) => {
    const { seen, say } = watching();
    say({ endpoints: [a], ttlMs });
    await settle();
    expect(await untilNextQuestion(seen)).toBe(5_000);
    expect(await untilNextQuestion(seen)).toBe(waitedMs);
  });

  it('is asked up to a tenth later, so that many processes do not ask at once', async () => {
    const { seen } = watching({ random: () => 1 });
    await settle();
    expect(await untilNextQuestion(seen)).toBe(5_500);
  });

  it('tells a set when it changes, and not when only the order did', async () => {
    const { seen, say } = watching();
    say({ endpoints: [a, b], ttlMs: 1_000 });
    await settle();
    await untilNextQuestion(seen);
    say({ endpoints: [b, a], ttlMs: 1_000 });
    await untilNextQuestion(seen);
    await untilNextQuestion(seen);
    expect(seen.sets).toEqual([['a:1'], ['a:1', 'b:1']]);
    say({ endpoints: [b, { ...a, weight: 2 }], ttlMs: 1_000 });
    await untilNextQuestion(seen);
    await settle();
    expect(seen.sets).toEqual([['a:1'], ['a:1', 'b:1'], ['b:1', 'a:1']]);
  });

  it('is left alone for longer and longer while it fails, says so each time, and tells no set', async () => {
    const { seen, say } = watching();
    await settle();
    say(new Error('SERVFAIL'));
    await untilNextQuestion(seen);
    const waits = [];
    for (let time = 0; time < 6; time += 1) waits.push(await untilNextQuestion(seen));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect(seen.failures).toHaveLength(7);
    expect(seen.sets).toEqual([['a:1']]);
    say({ endpoints: [a], ttlMs: 5_000 });
    await untilNextQuestion(seen);
    await settle();
    expect(await untilNextQuestion(seen)).toBe(5_000);
    // The same set is reported once more, since the failure is over.
    expect(seen.sets).toEqual([['a:1'], ['a:1']]);
  });

  it('is asked again soon when its answer is empty, whatever that is good for', async () => {
    const { seen, say } = watching();
    say({ endpoints: [], ttlMs: 60_000 });
    await settle();
    await untilNextQuestion(seen);
    await settle();
    expect(seen.sets).toEqual([['a:1'], []]);
    expect([await untilNextQuestion(seen), await untilNextQuestion(seen)]).toEqual([1_000, 2_000]);
  });

  it('is asked at once on a hint, but within a second of the last question only once', async () => {
    const { seen, watch } = watching();
    await settle();
    watch.refresh!();
    watch.refresh!();
    expect(await untilNextQuestion(seen)).toBe(1_000);
    await jest.advanceTimersByTimeAsync(3_000);
    watch.refresh!();
    await settle();
    expect(seen.questions).toBe(3);
  });

  it('is not asked twice at the same time', async () => {
    let questions = 0;
    const ask = () => {
      questions += 1;
      return new Promise<Answer>(() => undefined);
    };
    const watch = createPollingResolver(() => ({ ask, close: () => undefined })).watch({
      onEndpoints: () => undefined,
      onFailure: () => undefined,
    });
    await jest.advanceTimersByTimeAsync(5_000);
    watch.refresh!();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(questions).toBe(1);
  });

  it('is told nothing any more and leaves no timer once the watch is closed, even if an answer was under way', async () => {
    const { seen, watch } = watching();
    watch.close();
    await settle();
    expect(seen).toEqual({ questions: 1, closed: 1, sets: [], failures: [] });
    expect(jest.getTimerCount()).toBe(0);
    watch.refresh!();
    expect(jest.getTimerCount()).toBe(0);
  });
});
