import { jest } from '@jest/globals';
import { countUsage } from './usage-counter.ts';
import type { UsageBatch } from './usage-store.ts';

const minute = 60_000;
const origin = { partnerId: 'acme', keyId: 'k-1', mode: 'live', version: 'v2', operation: 'listOrders' } as const;
let tries: UsageBatch[];
let failures: unknown[];
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-05-01T23:59:00.000Z') });
  tries = [];
  failures = [];
});
afterEach(() => jest.useRealTimers());

const store = { add: async (batch: UsageBatch) => void tries.push(batch) };
const count = (options = {}) => countUsage({ store, onFailed: (error) => failures.push(error), ...options });
const written = () =>
  tries.map(({ counts }) => counts.map(({ operation, day, requests }) => [operation, day, requests]));

describe('usage', () => {
  it('is counted in memory and written once a minute, by day, and not at all without requests', async () => {
    const usage = count();
    for (let request = 0; request < 1_000; request += 1) usage.note(origin);
    usage.note({ ...origin, operation: 'getOrder' });
    expect(tries).toEqual([]);
    await jest.advanceTimersByTimeAsync(minute);
    usage.note(origin);
    await jest.advanceTimersByTimeAsync(10 * minute);
    expect(written()).toEqual([
      [
        ['listOrders', '2026-05-01', 1_000],
        ['getOrder', '2026-05-01', 1],
      ],
      [['listOrders', '2026-05-02', 1]],
    ]);
  });

  it('waits while the database is down: a batch is repeated unchanged, and what came since is the next one', async () => {
    const add = async (batch: UsageBatch): Promise<void> => {
      tries.push(batch);
      if (tries.length <= 2) throw new Error('gone');
    };
    const usage = count({ store: { add } });
    usage.note(origin);
    await jest.advanceTimersByTimeAsync(minute);
    usage.note(origin);
    usage.note(origin);
    await jest.advanceTimersByTimeAsync(minute);
    await jest.advanceTimersByTimeAsync(minute);
    expect(failures).toHaveLength(2);
    expect(written().map(([first]) => first![2])).toEqual([1, 1, 1, 2]);
    expect(new Set(tries.map(({ id }) => id)).size).toBe(2);
    expect(tries[0]).toEqual(tries[2]);
  });

  it('costs a request nothing, however long a write hangs', async () => {
    const add = (batch: UsageBatch): Promise<void> => {
      tries.push(batch);
      return new Promise(() => undefined);
    };
    const usage = count({ store: { add } });
    usage.note(origin);
    await jest.advanceTimersByTimeAsync(minute);
    for (let request = 0; request < 1_000; request += 1) usage.note(origin);
    await jest.advanceTimersByTimeAsync(10 * minute);
    expect(tries).toHaveLength(1);
  });

  it('is written at the end, and then no more', async () => {
    const usage = count();
    usage.note(origin);
    await usage.close();
    usage.note(origin);
    await usage.close();
    await jest.advanceTimersByTimeAsync(10 * minute);
    expect(written()).toEqual([[['listOrders', '2026-05-01', 1]]]);
  });

  it('takes no more memory than it may', async () => {
    const usage = count({ maxCounts: 2 });
    for (const operation of ['a', 'b', 'c', 'a']) usage.note({ ...origin, operation });
    await usage.close();
    expect(written()).toEqual([
      [
        ['a', '2026-05-01', 2],
        ['b', '2026-05-01', 1],
      ],
    ]);
  });
});
