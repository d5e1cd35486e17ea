import { assert, asyncProperty, array, constantFrom, integer, oneof, record, constant } from 'fast-check';
import { by, createClock, createService } from '../test/kit.ts';
import { createCache } from './cache.ts';
import { noCache } from './no-cache.ts';

/** Cached method, and an answer made of several of its Models. The tag is the text of the answer. */
function bench({ maxBytes = 1_000_000 } = {}) {
  const clock = createClock();
  const cache = createCache({ now: clock, random: () => 0, maxBytes });
  const source = new Map<string, number>();
  const service = createService<string, number>((id) => source.get(id) ?? 0);
  const get = cache.method(
    { name: 'get', scope: 'public', ttlMs: 1_000, staleWhileRevalidateMs: 1_000, tags: (id) => [id] },
    service.method,
  );
  const { answerTags } = cache;
  const answer = async (ids: readonly string[], call = by()): Promise<string> => {
    const remember = answerTags.begin();
    const tag = String(await Promise.all(ids.map((id) => get(id, call))));
    remember(String(ids), tag, call.ledger);
    return tag;
  };
  return { clock, cache, source, service, answer, find: (ids: readonly string[]) => answerTags.find(String(ids)) };
}

const ids = ['a', 'b'];

describe('tag of an answer', () => {
  it('is remembered once all of the answer came from the cache', async () => {
    const { answer, find } = bench();
    await answer(ids);
    expect(find(ids)).toBeUndefined();
    await answer(ids);
    expect(find(ids)).toBe('0,0');
    expect(find(['a'])).toBeUndefined();
  });

  it('is forgotten when the first of its parts is no longer fresh', async () => {
    const { answer, find, clock } = bench();
    await answer(['a']);
    clock.advance(600);
    await answer(['b']);
    await answer(ids);
    clock.advance(399);
    expect(find(ids)).toBe('0,0');
    clock.advance(1);
    expect(find(ids)).toBeUndefined();
  });

  it('is not remembered of stale parts, though they are served', async () => {
    const { answer, find, clock } = bench();
    await answer(ids);
    clock.advance(1_500);
    await answer(ids);
    expect(find(ids)).toBeUndefined();
  });

  it('is forgotten with any invalidation, and not remembered of an answer that was begun before one', async () => {
    const { answer, find, cache } = bench();
    await answer(ids);
    await answer(ids);
    await cache.invalidate(['something else']);
    expect(find(ids)).toBeUndefined();
    const call = by();
    const remember = cache.answerTags.begin();
    await answer(ids, call);
    await cache.invalidateEverything();
    remember('q', 'old', call.ledger);
    expect(cache.answerTags.find('q')).toBeUndefined();
  });

  it.each([
    ['that needed a call', (call: ReturnType<typeof by>) => void (call.ledger.calls += 1)],
    ['that lacks a part', (call: ReturnType<typeof by>) => call.ledger.degrade('prices', undefined)],
    ['that has a stale part', (call: ReturnType<typeof by>) => call.ledger.stale('prices')],
  ])('is not remembered of an answer %s', async (_, spoil) => {
    const { answer, find } = bench();
    await answer(ids);
    const call = by();
    spoil(call);
    await answer(ids, call);
    expect(find(ids)).toBeUndefined();
  });

  it('is not remembered of an answer that used no cache, nor without one', async () => {
    const { cache } = bench();
    cache.answerTags.begin()('q', 'tag', by().ledger);
    expect(cache.answerTags.find('q')).toBeUndefined();
    const { answer, find } = bench({ maxBytes: 0 });
    await answer(ids);
    await answer(ids);
    expect(find(ids)).toBeUndefined();
    expect(noCache.answerTags.find('q')).toBeUndefined();
  });

  it('takes no more room than it may', async () => {
    const { answer, find } = bench({ maxBytes: 320_000 });
    await answer(ids);
    const call = by();
    await answer(ids, call);
    const { cache } = bench({ maxBytes: 320_000 });
    const question = (index: number): string => `${index}`.padEnd(500, '.');
    for (let index = 0; index < 100; index += 1) cache.answerTags.begin()(question(index), 'tag', call.ledger);
    const left = Array.from({ length: 100 }, (__, index) => cache.answerTags.find(question(index))).filter(Boolean);
    expect(left.length).toBeGreaterThan(5);
    expect(left.length).toBeLessThan(20);
    expect(find(ids)).toBe('0,0');
  });

  it('is always that of the answer as it would be put together now', async () => {
    const some = constantFrom(['a'], ['b'], ['a', 'b'], ['b', 'c'], ['a', 'b', 'c']);
    const step = oneof(
      { weight: 12, arbitrary: record({ kind: constant('ask' as const), ids: some }) },
      record({ kind: constant('wait' as const), ms: integer({ min: 1, max: 1_200 }) }),
      record({ kind: constant('change' as const), id: constantFrom('a', 'b', 'c'), isTold: constantFrom(true, false) }),
    );
    let confirmed = 0;
    await assert(
      asyncProperty(array(step, { minLength: 20, maxLength: 100, size: 'max' }), async (steps) => {
        const { answer, find, clock, source, cache } = bench();
        for (const each of steps) {
          if (each.kind === 'wait') clock.advance(each.ms);
          else if (each.kind === 'change') {
            source.set(each.id, (source.get(each.id) ?? 0) + 1);
            if (each.isTold) await cache.invalidate([each.id]);
          } else {
            const tag = find(each.ids);
            const call = by();
            const whole = await answer(each.ids, call);
            if (tag === undefined) continue;
            confirmed += 1;
            expect([tag, call.ledger.calls]).toEqual([whole, 0]);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(confirmed).toBeGreaterThan(300);
  });
});
