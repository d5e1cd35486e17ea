import { jest } from '@jest/globals';
import type { Message } from './message.ts';
import { startRelay, type Outbox } from './outbox.ts';

const messages = (count: number): Message[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `m-${index}`,
    topic: 'order.created',
    key: `o-${index % 3}`,
    at: '2026-05-01T10:00:00.000Z',
    data: { index },
  }));

/** Outbox in memory, and a broker that may be away. */
function house(count: number) {
  const waiting = new Map(messages(count).map((message) => [message.id, message]));
  const published: string[] = [];
  const failures: unknown[] = [];
  const house = {
    published,
    failures,
    waiting,
    isAway: false,
    /** Runs where a crash would be, between publication and mark. */
    beforeMark: () => undefined as void,
    outbox: {
      pending: async (limit) => [...waiting.values()].slice(0, limit),
      markPublished: async (ids) => {
        house.beforeMark();
        for (const id of ids) waiting.delete(id);
      },
    } satisfies Outbox,
    messaging: {
      publish: async (some: readonly Message[]) => {
        if (house.isAway) throw new Error('away');
        published.push(...some.map(({ id }) => id));
      },
    },
    onFailed: (error: unknown) => void failures.push(error),
  };
  return house;
}

describe('relay of an outbox', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('publishes all that waits, in order, batch after batch', async () => {
    const it = house(25);
    const relay = startRelay({ ...it, batch: 10 });
    await jest.advanceTimersByTimeAsync(0);
    expect(it.published).toEqual(messages(25).map(({ id }) => id));
    expect(it.waiting.size).toBe(0);
    await relay.close();
  });

  it('looks when it is woken, and from time to time by itself', async () => {
    const it = house(0);
    const relay = startRelay({ ...it, pollMs: 1_000 });
    await jest.advanceTimersByTimeAsync(0);
    const [first, second] = messages(2);
    it.waiting.set(first!.id, first!);
    relay.wake();
    await jest.advanceTimersByTimeAsync(0);
    expect(it.published).toEqual(['m-0']);
    it.waiting.set(second!.id, second!);
    await jest.advanceTimersByTimeAsync(999);
    expect(it.published).toEqual(['m-0']);
    await jest.advanceTimersByTimeAsync(1);
    expect(it.published).toEqual(['m-0', 'm-1']);
    await relay.close();
  });

  it('keeps messages while the broker is away, tells once, and publishes when it is back', async () => {
    const it = house(3);
    it.isAway = true;
    const relay = startRelay({ ...it, pollMs: 1_000 });
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(it.failures).toEqual([new Error('away')]);
    expect(it.waiting.size).toBe(3);
    it.isAway = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(it.published).toEqual(['m-0', 'm-1', 'm-2']);
    it.isAway = true;
    it.waiting.set('m-0', messages(1)[0]!);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(it.failures).toHaveLength(2);
    await relay.close();
  });

  it('repeats, under the same ids, what was published and not marked', async () => {
    const it = house(2);
    it.beforeMark = () => {
      throw new Error('the database is gone');
    };
    const relay = startRelay({ ...it, pollMs: 1_000 });
    await jest.advanceTimersByTimeAsync(0);
    it.beforeMark = () => undefined;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(it.published).toEqual(['m-0', 'm-1', 'm-0', 'm-1']);
    expect(it.waiting.size).toBe(0);
    await relay.close();
  });

  it('ends after the publication under way, and leaves the rest', async () => {
    const it = house(20);
    const sent = Promise.withResolvers<void>();
    const publish = (some: readonly Message[]): Promise<void> => sent.promise.then(() => it.messaging.publish(some));
    const relay = startRelay({ ...it, messaging: { publish }, batch: 10 });
    await jest.advanceTimersByTimeAsync(0);
    const closing = relay.close();
    sent.resolve();
    await closing;
    expect(it.published).toHaveLength(10);
    expect(it.waiting.size).toBe(10);
    relay.wake();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(it.published).toHaveLength(10);
  });
});
