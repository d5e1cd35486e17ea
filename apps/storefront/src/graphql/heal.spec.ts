/** Repeated request for an answer that lacks parts. */

import { jest } from '@jest/globals';
import { askUntilWhole } from './heal.ts';

beforeEach(() => jest.useFakeTimers());

const ask = () => {
  const asked: number[] = [];
  const since = Date.now();
  return {
    asked,
    ask: (): Promise<never> => {
      asked.push(Date.now() - since);
      return Promise.reject(new Error('still away'));
    },
  };
};

it('asks after some 5 s, and then ever more rarely, up to a minute, whether it is answered or not', async () => {
  const { asked, ask: again } = ask();
  const end = askUntilWhole(again, () => false);
  await jest.advanceTimersByTimeAsync(10 * 60_000);
  const gaps = asked.map((at, index) => at - (asked[index - 1] ?? 0));
  for (const [index, expected] of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000].entries()) {
    expect(gaps[index]).toBeGreaterThanOrEqual(expected * 0.75);
    expect(gaps[index]).toBeLessThanOrEqual(expected * 1.25);
  }
  end();
});

it('does not ask while nobody looks, and nothing after its end', async () => {
  const { asked, ask: again } = ask();
  let isHidden = true;
  const end = askUntilWhole(again, () => isHidden);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
  isHidden = false;
  await jest.advanceTimersByTimeAsync(7_000);
  expect(asked).toHaveLength(1);
  end();
  await jest.advanceTimersByTimeAsync(10 * 60_000);
  expect(asked).toHaveLength(1);
});
