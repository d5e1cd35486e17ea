/** Repeated request for an answer that lacks parts, or whose subject is on the move. */

import { jest } from '@jest/globals';
import { askUntilWhole, onSeenAgain, type Eyes } from './heal.ts';

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

/** Eyes that look, or do not. */
function eyesOf(hidden: boolean): Eyes & { look: (isSeen: boolean) => void } {
  const events = new EventTarget();
  const eyes = {
    hidden,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    look(isSeen: boolean) {
      eyes.hidden = !isSeen;
      events.dispatchEvent(new Event('visibilitychange'));
    },
  };
  return eyes as Eyes & typeof eyes;
}

it('asks after some 5 s, and then ever more rarely, up to a minute, whether it is answered or not', async () => {
  const { asked, ask: again } = ask();
  const end = askUntilWhole(again, eyesOf(false));
  await jest.advanceTimersByTimeAsync(10 * 60_000);
  const gaps = asked.map((at, index) => at - (asked[index - 1] ?? 0));
  for (const [index, expected] of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000].entries()) {
    expect(gaps[index]).toBeGreaterThanOrEqual(expected * 0.75);
    expect(gaps[index]).toBeLessThanOrEqual(expected * 1.25);
  }
  end();
});

it('does not ask while nobody looks, at once when somebody does, and then as from the beginning', async () => {
  const { asked, ask: again } = ask();
  const eyes = eyesOf(true);
  const end = askUntilWhole(again, eyes);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
  eyes.look(true);
  await jest.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([60_000]);
  await jest.advanceTimersByTimeAsync(13_000);
  expect(asked).toHaveLength(2);
  eyes.look(false);
  await jest.advanceTimersByTimeAsync(10 * 60_000);
  expect(asked).toHaveLength(2);
  end();
  eyes.look(true);
  await jest.advanceTimersByTimeAsync(10 * 60_000);
  expect(asked).toHaveLength(2);
});

it('tells when somebody looks again, and not when they look away', () => {
  const eyes = eyesOf(false);
  let seen = 0;
  const end = onSeenAgain(() => (seen += 1), eyes);
  eyes.look(false);
  expect(seen).toBe(0);
  eyes.look(true);
  expect(seen).toBe(1);
  end();
  eyes.look(true);
  expect(seen).toBe(1);
});
