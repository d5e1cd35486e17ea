import { jest } from '@jest/globals';
import { createRuntime } from '@frontage/http-server';
import { startRetention } from './retention.ts';

const { log } = createRuntime('spec');

describe('retention', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-05-10T12:00:00.000Z') }));
  afterEach(() => jest.useRealTimers());

  /** Store that has `left` rows to delete each time, and writes down what it is told. */
  const store = (days: number, left: number) => {
    const told: string[] = [];
    let rest = left;
    const forget = async (before: string): Promise<number> => {
      told.push(before);
      rest = rest === 0 ? left : rest - 1;
      return rest;
    };
    return { told, days, forget };
  };

  it('deletes from each store what is older than its days: at once, every hour, until nothing is left', async () => {
    const [short, long] = [store(1, 2), store(7, 0)];
    const end = startRetention({ stores: [short, long], log });
    await jest.advanceTimersByTimeAsync(0);
    expect(short.told).toEqual(['2026-05-09T12:00:00.000Z', '2026-05-09T12:00:00.000Z']);
    expect(long.told).toEqual(['2026-05-03T12:00:00.000Z']);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(long.told.at(-1)).toBe('2026-05-03T13:00:00.000Z');
    end();
    await jest.advanceTimersByTimeAsync(7_200_000);
    expect(long.told).toHaveLength(2);
  });

  it('goes on after a failure', async () => {
    let times = 0;
    const forget = async (): Promise<number> => {
      times += 1;
      throw new Error('gone');
    };
    const end = startRetention({ stores: [{ days: 1, forget }], log });
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(times).toBe(2);
    end();
  });
});
