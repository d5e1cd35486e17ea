import { bucket, charge, countsRight, createClock, left } from '../test/store-suite.ts';
import { createMemoryStore } from './memory-store.ts';

describe('usage in memory', () => {
  countsRight(({ now }) => createMemoryStore({ now }));

  it('are bounded, and forgotten in the order in which they were charged last', async () => {
    const clock = createClock();
    const store = createMemoryStore({ now: clock.now, maxKeys: 3 });
    const hour = bucket(9, 3_600_000);
    for (const key of ['a', 'b', 'c', 'a', 'd']) {
      await store.charge([charge(key, hour)]);
      clock.advance(2_000);
    }
    expect(store.size).toBe(3);
    const known = [];
    for (const key of ['a', 'c', 'd']) known.push(...left(await store.charge([charge(key, hour, 0)])));
    expect(known).toEqual([7, 8, 8]);
    for (let each = 0; each < 10_000; each += 1) await store.charge([charge(`key-${each}`, bucket(9))]);
    expect(store.size).toBe(3);
  });

  it('are forgotten when they say nothing any more', async () => {
    const clock = createClock();
    const store = createMemoryStore({ now: clock.now });
    for (let each = 0; each < 100; each += 1) await store.charge([charge(`key-${each}`, bucket(60))]);
    expect(store.size).toBe(100);
    clock.advance(11_001);
    for (let each = 0; each < 20; each += 1) await store.charge([charge(`other-${each}`, bucket(60))]);
    expect(store.size).toBe(20);
  });
});
