import { jest } from '@jest/globals';
import { createChanges } from './changes.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const pollMs = 15_000;
function start() {
  let isHeard = true;
  const told: string[] = [];
  const changes = createChanges({ isHeard: () => isHeard, pollMs });
  const watch = (name: string, ...tags: string[]) => changes.watch(tags, () => void told.push(name));
  /** Advances to the next poll, and returns those who were told. */
  const poll = (): string[] => {
    jest.advanceTimersByTime(pollMs);
    return told.splice(0);
  };
  return { changes, told, watch, poll, hear: (heard: boolean) => (isHeard = heard) };
}

describe('changes', () => {
  it('are told to those who watch one of the tags, once for each change', () => {
    const { changes, told, watch } = start();
    watch('both', 'order:1', 'stock:p');
    watch('stock', 'stock:p');
    changes.tell(['order:1', 'stock:p']);
    changes.tell(['order:1']);
    changes.tell(['order:2']);
    expect(told).toEqual(['both', 'stock', 'both']);
    changes.tellAll();
    expect(told.slice(3)).toEqual(['both', 'stock']);
    changes.close();
  });

  it('are told at an interval while no events are heard, and once more when they are again', () => {
    const { watch, poll, hear } = start();
    const unwatch = watch('a', 'order:1');
    // The first events may have come before they were heard.
    expect(poll()).toEqual(['a']);
    expect(poll()).toEqual([]);
    hear(false);
    expect([poll(), poll()]).toEqual([['a'], ['a']]);
    hear(true);
    expect([poll(), poll()]).toEqual([['a'], []]);
    unwatch();
  });

  it('leave nothing behind: no watch, no timer', () => {
    const { changes, told, watch } = start();
    const unwatch = Array.from({ length: 1_000 }, (_, index) => watch('a', 'all', `order:${index}`));
    expect([changes.size, jest.getTimerCount()]).toEqual([1_000, 1]);
    for (const each of unwatch) each();
    unwatch[0]!();
    changes.tell(['all', 'order:1']);
    changes.tellAll();
    expect([changes.size, jest.getTimerCount(), told]).toEqual([0, 0, []]);
  });
});
