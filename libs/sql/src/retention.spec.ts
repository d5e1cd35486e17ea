import { jest } from '@jest/globals';
import { startRetention } from './retention.ts';

const dayMs = 86_400_000;
const unexpected = (error: unknown): never => {
  throw error;
};

describe('retention', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-05-10T12:00:00.000Z'), doNotFake: ['setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  /** Lets time pass, and the deletions that are due then go through all stores. */
  const pass = async (ms: number): Promise<void> => {
    await jest.advanceTimersByTimeAsync(ms);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  };

  /** Store that has `left` rows to delete each time, and writes down what it is told. */
  const store = (days: number, left: number) => {
    const told: string[] = [];
    let rest = left;
    const forget = async (before: string): Promise<number> => {
      told.push(before);
      rest = rest === 0 ? left : rest - 1;
      return rest;
    };
    return { told, keptMs: days * dayMs, forget };
  };

  it('deletes from each store what is older than it keeps: at once, every hour, until nothing is left', async () => {
    const [short, long] = [store(1, 2), store(7, 0)];
    const end = startRetention({ stores: [short, long], onFailed: unexpected });
    await pass(0);
    expect(short.told).toEqual(['2026-05-09T12:00:00.000Z', '2026-05-09T12:00:00.000Z']);
    expect(long.told).toEqual(['2026-05-03T12:00:00.000Z']);
    await pass(3_600_000);
    expect(long.told.at(-1)).toBe('2026-05-03T13:00:00.000Z');
    await end();
    await pass(7_200_000);
    expect(long.told).toHaveLength(2);
  });

  it('goes on after a failure, with the next store and in an hour, and tells of each', async () => {
    const failed: unknown[] = [];
    const forget = async (): Promise<number> => {
      throw new Error('gone');
    };
    const next = store(1, 0);
    const stores = [{ keptMs: dayMs, forget }, next];
    const end = startRetention({ stores, onFailed: (error) => failed.push(error) });
    await pass(3_600_000);
    expect(failed).toEqual([new Error('gone'), new Error('gone')]);
    expect(next.told).toHaveLength(2);
    await end();
  });

  it('lets others have their turn between two deletions: SQLite works in this process', async () => {
    const turns: string[] = [];
    let rest = 3;
    const forget = async (): Promise<number> => {
      turns.push('deletion');
      setImmediate(() => turns.push('others'));
      return (rest -= 1);
    };
    const end = startRetention({ stores: [{ keptMs: dayMs, forget }], onFailed: unexpected });
    while (rest > 0) await nextTurn();
    await end();
    expect(turns.slice(0, 5)).toEqual(['deletion', 'others', 'deletion', 'others', 'deletion']);
  });

  it('ends after the deletion that is under way, so that its store can be closed', async () => {
    const waiting: (() => void)[] = [];
    let times = 0;
    const forget = async (): Promise<number> => {
      times += 1;
      await new Promise<void>((resolve) => waiting.push(resolve));
      return 1;
    };
    const end = startRetention({ stores: [{ keptMs: dayMs, forget }], onFailed: unexpected });
    await pass(0);
    let isOver = false;
    const ended = end().then(() => (isOver = true));
    await pass(0);
    expect(isOver).toBe(false);
    for (const done of waiting) done();
    await ended;
    expect(times).toBe(1);
  });

  it('reads the clock that it is given', async () => {
    const kept = store(1, 0);
    const now = () => new Date('2030-01-02T00:00:00.000Z');
    const end = startRetention({ stores: [kept], onFailed: unexpected, now });
    await pass(0);
    await end();
    expect(kept.told).toEqual(['2030-01-01T00:00:00.000Z']);
  });
});
