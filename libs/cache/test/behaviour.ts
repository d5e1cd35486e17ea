/** Behaviour of a cache over any store, declared once and run over every setup. */

import { anonymous, type Call } from '@frontage/call';
import { formatCaller, formatCacheStatus } from '@frontage/call/headers';
import { Failure } from '@frontage/errors';
import { jest } from '@jest/globals';
import type { Cache } from '../src/index.ts';
import type { MethodPolicy } from '../src/policy.ts';
import { ada, bob, by, createService, turn, until, type Bench, type Clock, type Service, type Setup } from './kit.ts';

interface Product {
  readonly name: string;
}

const minute = 60_000;
const down = () => new Failure('UNAVAILABLE', 'The service cannot be reached.', { service: 'catalog' });
const notFound = () => new Failure('NOT_FOUND', 'There is no such product.', { reason: 'UNKNOWN_PRODUCT' });
const throws = (make: () => unknown) => (): never => {
  throw make();
};

export function behaves({ name, open }: Setup): void {
  describe(`a cache ${name}`, () => {
    let cache: Cache;
    let clock: Clock;
    let service: Service<string, Product>;
    const bench = async (options?: Parameters<Setup['open']>[0]): Promise<Bench> => {
      const opened = await open(options);
      ({ cache, clock } = opened);
      return opened;
    };
    beforeEach(async () => {
      await bench();
      service = createService<string, Product>((id) => ({ name: `${id} #${service.asked.length}` }));
    });
    afterEach(() => cache.close());

    const product = (policy: Partial<MethodPolicy<string, Product>> = {}) =>
      cache.method<string, Product>(
        { name: 'catalog.product', scope: 'public', ttlMs: minute, ...policy } as MethodPolicy<string, Product>,
        service.method,
      );
    const status = (call: Call): string => formatCacheStatus(call.ledger.cacheUses);

    describe('time', () => {
      it('asks once for as long as the answer is fresh', async () => {
        const get = product();
        expect(await get('p-1', by())).toEqual({ name: 'p-1 #1' });
        clock.advance(minute - 1);
        expect(await get('p-1', by())).toEqual({ name: 'p-1 #1' });
        clock.advance(1);
        expect(await get('p-1', by())).toEqual({ name: 'p-1 #2' });
        expect(service.asked).toHaveLength(2);
      });

      it('takes up to a tenth of its time from an answer, so that not all expire together', async () => {
        await bench({ random: () => 1 });
        const get = product();
        await get('p-1', by());
        clock.advance(0.9 * minute - 1);
        await get('p-1', by());
        expect(service.asked).toHaveLength(1);
        clock.advance(1);
        await get('p-1', by());
        expect(service.asked).toHaveLength(2);
      });

      it('keeps no failure', async () => {
        const get = product({ staleIfErrorMs: minute, negativeTtlMs: minute });
        for (const code of ['UNAVAILABLE', 'INTERNAL', 'FORBIDDEN', 'CONFLICT', 'UPSTREAM_INVALID'] as const) {
          service.reply = throws(() => new Failure(code, 'no'));
          await expect(get('p-1', by())).rejects.toMatchObject({ code });
        }
        service.reply = throws(() => new TypeError('a bug'));
        await expect(get('p-1', by())).rejects.toThrow('a bug');
        service.reply = () => ({ name: 'lamp' });
        expect(await get('p-1', by())).toEqual({ name: 'lamp' });
        expect(service.asked).toHaveLength(7);
      });

      it('hands out what nobody can change', async () => {
        const get = product();
        for (let round = 0; round < 2; round += 1) {
          const model = (await get('p-1', by())) as { name: string };
          expect(() => (model.name = 'mine')).toThrow(TypeError);
        }
      });
    });

    describe('keys', () => {
      it('are all of the input', async () => {
        const asked = createService<{ limit: number; after?: string }, string>(
          ({ limit, after }) => `${limit} ${after}`,
        );
        const list = cache.method({ name: 'list', scope: 'public', ttlMs: minute }, asked.method);
        expect(await list({ limit: 1 }, by())).toBe('1 undefined');
        expect(await list({ limit: 1, after: 'a' }, by())).toBe('1 a');
        expect(await list({ limit: 2 }, by())).toBe('2 undefined');
        expect(await list({ limit: 1 }, by())).toBe('1 undefined');
        expect(asked.asked).toHaveLength(3);
      });

      it('are what the policy says', async () => {
        const get = product({ key: (id) => id.toLowerCase() });
        await get('P-1', by());
        expect(await get('p-1', by())).toEqual({ name: 'P-1 #1' });
      });

      it('take no text for another', async () => {
        const asked = createService<string, string>((id) => id);
        const get = cache.method({ name: 'get', scope: 'public', ttlMs: minute }, asked.method);
        for (const id of ['', ':', '|', '"', 'a:b', 'a', '{"id":1}', 'ä', '\ud800', '\u0000'])
          expect(await get(id, by())).toBe(id);
        expect(asked.asked).toHaveLength(10);
      });

      it('are shared between methods that hold the same kind of thing', async () => {
        const many = createService<readonly string[], ReadonlyMap<string, Product>>(() => new Map());
        const get = product({ kind: 'product' });
        const list = cache.batch(
          { name: 'catalog.products', kind: 'product', scope: 'public', ttlMs: minute },
          many.method,
        );
        await get('p-1', by());
        expect(await list(['p-1'], by())).toEqual(new Map([['p-1', { name: 'p-1 #1' }]]));
        expect(many.asked).toHaveLength(0);
      });

      it('are apart when the shape of the Model has changed', async () => {
        const get = product({ kind: 'product', shape: 1 });
        const next = cache.method<string, Product>(
          { name: 'catalog.next', kind: 'product', shape: 2, scope: 'public', ttlMs: minute },
          service.method,
        );
        await get('p-1', by());
        expect(await next('p-1', by())).toEqual({ name: 'p-1 #2' });
      });
    });

    describe('callers', () => {
      const whose = createService<string, string>((id, call) => `${id} of ${formatCaller(call.caller)}`);

      it('each have their own of what is private, and the service knows who asks', async () => {
        const get = cache.method({ name: 'orders.order', scope: 'private', ttlMs: minute }, whose.method);
        for (let round = 0; round < 2; round += 1) {
          expect(await get('o-1', by(ada))).toBe('o-1 of customer:ada');
          expect(await get('o-1', by(bob))).toBe('o-1 of customer:bob');
          expect(await get('o-1', by({ kind: 'support', id: 'ada' }))).toBe('o-1 of support:ada');
          expect(await get('o-1', by())).toBe('o-1 of anonymous');
        }
      });

      it('share what is public, for which the service is asked as nobody', async () => {
        const get = cache.method({ name: 'catalog.thing', scope: 'public', ttlMs: minute }, whose.method);
        expect(await get('p-1', by(ada))).toBe('p-1 of anonymous');
        expect(await get('p-1', by(bob))).toBe('p-1 of anonymous');
      });
    });

    describe('staleness', () => {
      it('is given while a fresh answer is fetched once, and then no more', async () => {
        const get = product({ staleWhileRevalidateMs: minute });
        await get('p-1', by());
        clock.advance(minute);
        service.reply = undefined;
        const calls = [by(ada), by(bob), by()];
        for (const call of calls) expect(await get('p-1', call)).toEqual({ name: 'p-1 #1' });
        expect(calls.map(({ ledger }) => [ledger.staleParts, ledger.calls])).toEqual([
          [[], 0],
          [[], 0],
          [[], 0],
        ]);
        (await service.question(2)).answer({ name: 'fresh' });
        await turn();
        expect(await get('p-1', by())).toEqual({ name: 'fresh' });
        expect(service.asked).toHaveLength(2);
      });

      it('is not given when it has lasted for too long', async () => {
        const get = product({ staleWhileRevalidateMs: minute });
        await get('p-1', by());
        clock.advance(2 * minute);
        expect(await get('p-1', by())).toEqual({ name: 'p-1 #2' });
      });

      it('outlives a refresh that fails, which is told and not repeated at once', async () => {
        const failed: string[] = [];
        await bench({ onRevalidationFailed: (method, { code }) => failed.push(`${method}: ${code}`) });
        const get = product({ staleWhileRevalidateMs: minute });
        await get('p-1', by());
        clock.advance(minute);
        service.reply = throws(down);
        await get('p-1', by());
        await until(() => failed.length === 1);
        const heldMs = minute / 10;
        if (cache.bytes > 0) {
          clock.advance(heldMs - 1);
          await get('p-1', by());
          expect(service.asked).toHaveLength(2);
        }
        clock.advance(heldMs);
        await get('p-1', by());
        await until(() => failed.length === 2);
        expect(failed).toEqual(['catalog.product: UNAVAILABLE', 'catalog.product: UNAVAILABLE']);
      });

      it('stands in when the service fails, and is called stale', async () => {
        const get = product({ staleIfErrorMs: minute, part: 'products' });
        await get('p-1', by());
        clock.advance(minute);
        service.reply = throws(down);
        const call = by();
        expect(await get('p-1', call)).toEqual({ name: 'p-1 #1' });
        expect(call.ledger.staleParts).toEqual(['products']);
        expect(call.ledger.staleness.get('products')).toMatchObject({ code: 'UNAVAILABLE', service: 'catalog' });
        expect(call.ledger.degraded).toEqual([]);
        clock.advance(minute);
        await expect(get('p-1', by())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      });

      it('makes the question one that is not worth repeating', async () => {
        const get = product({ staleIfErrorMs: minute });
        await get('p-1', by());
        clock.advance(minute);
        await get('p-1', by());
        clock.advance(2 * minute);
        await get('p-1', by());
        expect(service.asked.map(({ call }) => call.bestEffort ?? false)).toEqual([false, true, false]);
      });

      it('stands in for an answer that cannot be understood', async () => {
        const get = product({ staleIfErrorMs: minute });
        await get('p-1', by());
        clock.advance(minute);
        service.reply = throws(() => new Failure('UPSTREAM_INVALID', 'garbage'));
        expect(await get('p-1', by())).toEqual({ name: 'p-1 #1' });
      });

      it('stands in for somebody’s own too, and only for theirs', async () => {
        const get = cache.method<string, Product>(
          { name: 'customers.customer', scope: 'private', ttlMs: minute, staleIfErrorMs: minute },
          service.method,
        );
        await get('c-1', by(ada));
        clock.advance(minute);
        service.reply = throws(down);
        expect(await get('c-1', by(ada))).toEqual({ name: 'c-1 #1' });
        await expect(get('c-1', by(bob))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      });

      it.each([
        ['NOT_FOUND', notFound],
        ['FORBIDDEN', () => new Failure('FORBIDDEN', 'no')],
        ['UNAUTHENTICATED', () => new Failure('UNAUTHENTICATED', 'no')],
        ['a bug', () => new TypeError('a bug')],
      ])('does not stand in for %s', async (_, make) => {
        const get = product({ staleIfErrorMs: minute });
        await get('p-1', by());
        clock.advance(minute);
        service.reply = throws(make);
        await expect(get('p-1', by())).rejects.toThrow((make() as Error).message);
      });

      it('stands in when half of the time is over, with the rest of it left for what comes after', async () => {
        const get = product({ staleIfErrorMs: minute });
        await get('p-1', by());
        clock.advance(minute);
        service.reply = undefined;
        jest.useFakeTimers({
          doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'performance'],
        });
        try {
          const call = by(anonymous, 1_000);
          const answer = get('p-1', call);
          const { call: fill } = await service.question(2);
          // An entry in the shared store alone is found on the way to the service.
          const leftMs = cache.bytes > 0 ? 500 : 50;
          jest.advanceTimersByTime(1_000 - leftMs);
          expect(await answer).toEqual({ name: 'p-1 #1' });
          expect([call.deadline.remainingMs, call.ledger.staleParts]).toEqual([leftMs, ['catalog.product']]);
          // The service was slow, and the circuit breaker must count that.
          expect(fill.deadline.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
        } finally {
          jest.useRealTimers();
        }
      });
    });

    describe('what is not there', () => {
      it('is remembered for as long as the policy says, with what the service said about it', async () => {
        service.reply = throws(notFound);
        const get = product({ negativeTtlMs: 1_000 });
        for (let round = 0; round < 2; round += 1) {
          await expect(get('p-0', by())).rejects.toMatchObject({
            code: 'NOT_FOUND',
            message: 'There is no such product.',
            reason: 'UNKNOWN_PRODUCT',
          });
        }
        expect(service.asked).toHaveLength(1);
        clock.advance(1_000);
        service.reply = () => ({ name: 'new' });
        expect(await get('p-0', by())).toEqual({ name: 'new' });
      });

      it('is asked for again when the policy says nothing', async () => {
        service.reply = throws(notFound);
        const get = product();
        for (let round = 0; round < 2; round += 1)
          await expect(get('p-0', by())).rejects.toMatchObject({ code: 'NOT_FOUND', reason: 'UNKNOWN_PRODUCT' });
        expect(service.asked).toHaveLength(2);
      });

      it('never stands in for what cannot be had', async () => {
        service.reply = throws(notFound);
        const get = product({ negativeTtlMs: 1_000, staleIfErrorMs: minute });
        await expect(get('p-0', by())).rejects.toMatchObject({ code: 'NOT_FOUND' });
        clock.advance(1_000);
        service.reply = throws(down);
        await expect(get('p-0', by())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      });
    });

    describe('an incomplete answer', () => {
      it('is given to those who waited, named, and not kept', async () => {
        service.reply = (id, call) => {
          call.ledger.degrade('ratings', down());
          return { name: id };
        };
        const get = product();
        const calls = [by(), by()];
        await Promise.all(calls.map((call) => get('p-1', call)));
        expect(calls.map(({ ledger }) => ledger.degraded)).toEqual([['ratings'], ['ratings']]);
        expect(service.asked).toHaveLength(1);
        await get('p-1', by());
        expect(service.asked).toHaveLength(2);
      });

      it('is one that holds something stale', async () => {
        service.reply = (id, call) => {
          call.ledger.stale('ratings', down());
          return { name: id };
        };
        const get = product();
        const call = by();
        await get('p-1', call);
        await get('p-1', by());
        expect([call.ledger.staleParts, service.asked.length]).toEqual([['ratings'], 2]);
      });
    });

    describe('those who ask at the same time', () => {
      beforeEach(() => {
        service.reply = undefined;
      });

      it('are answered by one question, whose cost is paid once', async () => {
        const get = product();
        const calls = Array.from({ length: 200 }, (_, index) => by({ kind: 'customer', id: `c-${index}` }));
        const answers = calls.map((call) => get('p-1', call));
        (await service.question(1)).answer({ name: 'lamp' });
        expect(new Set((await Promise.all(answers)).map(({ name }) => name))).toEqual(new Set(['lamp']));
        expect(service.asked).toHaveLength(1);
        const paid = calls.filter(({ ledger }) => ledger.calls + ledger.bytes > 0);
        expect(paid.map(({ ledger }) => [ledger.calls, ledger.bytes])).toEqual([[1, 100]]);
        expect(paid[0]).toBe(calls[0]);
      });

      it('may leave, all but one, who is answered nonetheless', async () => {
        const get = product();
        const calls = Array.from({ length: 200 }, () => by());
        const answers = calls.map((call) => get('p-1', call));
        const left = Promise.allSettled(answers.slice(0, 199));
        const { call: fill, answer } = await service.question(1);
        for (const call of calls.slice(0, 199)) call.deadline.cancel();
        for (const { status: how } of await left) expect(how).toBe('rejected');
        await expect(answers[0]).rejects.toMatchObject({ code: 'CANCELLED' });
        expect(fill.deadline.reason).toBeUndefined();
        answer({ name: 'lamp' });
        expect(await answers[199]).toEqual({ name: 'lamp' });
        expect(calls[199]!.ledger).toMatchObject({ calls: 0, bytes: 100 });
        expect(calls[0]!.ledger).toMatchObject({ calls: 1, bytes: 0 });
      });

      it('end it by leaving, all of them, and the next one begins anew', async () => {
        const get = product();
        const calls = Array.from({ length: 200 }, () => by());
        const answers = Promise.allSettled(calls.map((call) => get('p-1', call)));
        const { call: fill } = await service.question(1);
        for (const call of calls) call.deadline.cancel();
        expect((await answers).map(({ status: how }) => how)).toEqual(Array(200).fill('rejected'));
        expect(fill.deadline.reason).toMatchObject({ code: 'CANCELLED' });
        const next = get('p-1', by());
        (await service.question(2)).answer({ name: 'lamp' });
        expect(await next).toEqual({ name: 'lamp' });
      });

      it('do not end it when another one comes as they leave', async () => {
        const get = product();
        const first = by();
        const answers = Promise.allSettled([get('p-1', first)]);
        const { call: fill, answer } = await service.question(1);
        first.deadline.cancel();
        const next = get('p-1', by());
        await answers;
        expect(fill.deadline.reason).toBeUndefined();
        answer({ name: 'lamp' });
        expect(await next).toEqual({ name: 'lamp' });
        expect(service.asked).toHaveLength(1);
      });

      it('share a failure, and the next one asks again', async () => {
        const get = product();
        const answers = Promise.allSettled([get('p-1', by()), get('p-1', by())]);
        (await service.question(1)).fail(down());
        expect((await answers).map(({ status: how }) => how)).toEqual(['rejected', 'rejected']);
        const next = get('p-1', by());
        (await service.question(2)).answer({ name: 'lamp' });
        expect(await next).toEqual({ name: 'lamp' });
      });

      it('wait no longer than leaves them time to answer in, and the question goes on for the others', async () => {
        jest.useFakeTimers({
          doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'performance'],
        });
        try {
          const get = product({ fetchBudgetMs: 3_000 });
          const [hasty, patient] = [by(anonymous, 1_000), by(anonymous, 10_000)];
          const answers = [get('p-1', hasty), get('p-1', patient)];
          const { call: fill, answer } = await service.question(1);
          jest.advanceTimersByTime(950);
          await expect(answers[0]).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
          expect([hasty.deadline.remainingMs, fill.deadline.remainingMs]).toEqual([50, 2_050]);
          answer({ name: 'lamp' });
          expect(await answers[1]).toEqual({ name: 'lamp' });
        } finally {
          jest.useRealTimers();
        }
      });

      it('wait no longer than the question itself may take', async () => {
        jest.useFakeTimers({
          doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'performance'],
        });
        try {
          const get = product({ fetchBudgetMs: 300 });
          const answer = get('p-1', by());
          await service.question(1);
          jest.advanceTimersByTime(300);
          // The next call comes in the same turn, before any waiter knows the outcome.
          const next = get('p-1', by());
          await expect(answer).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
          (await service.question(2)).answer({ name: 'lamp' });
          expect(await next).toEqual({ name: 'lamp' });
        } finally {
          jest.useRealTimers();
        }
      });

      it('begin nothing when there is no time to wait for it', async () => {
        const get = product();
        const [late, gone] = [by(anonymous, 15), by()];
        gone.deadline.cancel();
        await expect(get('p-1', late)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
        await expect(get('p-1', gone)).rejects.toMatchObject({ code: 'CANCELLED' });
        expect(service.asked).toHaveLength(0);
      });
    });

    describe('invalidation', () => {
      it('reaches what has the tag, and nothing else', async () => {
        const get = product({ tags: (id, model) => [`product:${id}`, `first letter:${model?.name[0]}`] });
        await get('p-1', by());
        await get('p-2', by());
        await get('q-1', by());
        await cache.invalidate(['product:p-1', 'first letter:q']);
        expect(await get('p-1', by())).toEqual({ name: 'p-1 #4' });
        expect(await get('p-2', by())).toEqual({ name: 'p-2 #2' });
        expect(await get('q-1', by())).toEqual({ name: 'q-1 #5' });
        await cache.invalidate([]);
        await get('p-1', by());
        expect(service.asked).toHaveLength(5);
      });

      it('knows what is not there, and whose it is', async () => {
        service.reply = throws(notFound);
        const get = cache.method<string, Product>(
          {
            name: 'orders.order',
            scope: 'private',
            ttlMs: minute,
            negativeTtlMs: minute,
            tags: (_, model, caller) => [`${model ? 'some' : 'none'} of ${formatCaller(caller)}`],
          },
          service.method,
        );
        await expect(get('o-1', by(ada))).rejects.toMatchObject({ code: 'NOT_FOUND' });
        await cache.invalidate(['none of customer:bob']);
        await expect(get('o-1', by(ada))).rejects.toMatchObject({ code: 'NOT_FOUND' });
        expect(service.asked).toHaveLength(1);
        await cache.invalidate(['none of customer:ada']);
        await expect(get('o-1', by(ada))).rejects.toMatchObject({ code: 'NOT_FOUND' });
        expect(service.asked).toHaveLength(2);
      });

      it('leaves nothing that could stand in', async () => {
        const get = product({ staleIfErrorMs: minute, staleWhileRevalidateMs: minute, tags: (id) => [id] });
        await get('p-1', by());
        await cache.invalidate(['p-1']);
        service.reply = throws(down);
        await expect(get('p-1', by())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      });

      it('of everything leaves nothing', async () => {
        const get = product();
        await get('p-1', by());
        await get('p-2', by());
        await cache.invalidateEverything();
        await get('p-1', by());
        await get('p-2', by());
        expect(service.asked).toHaveLength(4);
        await get('p-1', by());
        expect(service.asked).toHaveLength(4);
      });

      it('reaches what is being fetched: it is given to those who came before, and to nobody after', async () => {
        service.reply = undefined;
        const get = product({ tags: (id) => [id] });
        const before = get('p-1', by());
        const first = await service.question(1);
        await cache.invalidate(['p-1']);
        const after = get('p-1', by());
        first.answer({ name: 'old' });
        expect(await before).toEqual({ name: 'old' });
        (await service.question(2)).answer({ name: 'new' });
        expect(await after).toEqual({ name: 'new' });
        expect(await get('p-1', by())).toEqual({ name: 'new' });
        expect(service.asked).toHaveLength(2);
      });

      it('follows a change, done or not', async () => {
        const get = product({ tags: (id) => [id] });
        const writes = createService<string, string>((id) => `changed ${id}`);
        const change = cache.change((id: string) => [id], writes.method);
        await get('p-1', by());
        expect(await change('p-1', by())).toBe('changed p-1');
        expect(await get('p-1', by())).toEqual({ name: 'p-1 #2' });
        writes.reply = throws(down);
        await expect(change('p-1', by())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
        expect(await get('p-1', by())).toEqual({ name: 'p-1 #3' });
      });
    });

    describe('a batch', () => {
      type Products = ReadonlyMap<string, Product>;
      let many: Service<readonly string[], Products>;
      const known = (ids: readonly string[]): Products =>
        new Map(ids.filter((id) => !id.startsWith('no')).map((id) => [id, { name: `${id} #${many.asked.length}` }]));
      beforeEach(() => {
        many = createService<readonly string[], Products>(known);
      });
      const products = (policy: object = {}) =>
        cache.batch<readonly string[], Product>(
          { name: 'catalog.products', scope: 'public', ttlMs: minute, ...policy },
          many.method,
        );
      const inputs = (): unknown[] => many.asked.map(({ input }) => input);

      it('asks once for all that are missing, and for nothing else', async () => {
        const get = products();
        await get(['a', 'b'], by());
        const answer = await get(['c', 'b', 'd', 'c', 'a'], by());
        expect([...answer]).toEqual([
          ['c', { name: 'c #2' }],
          ['b', { name: 'b #1' }],
          ['d', { name: 'd #2' }],
          ['a', { name: 'a #1' }],
        ]);
        expect(inputs()).toEqual([
          ['a', 'b'],
          ['c', 'd'],
        ]);
        expect(await get([], by())).toEqual(new Map());
        expect(many.asked).toHaveLength(2);
      });

      it('shares what is being fetched, id by id', async () => {
        many.reply = undefined;
        const get = products();
        const calls = [by(), by(), by()];
        const answers = [get(['a', 'b'], calls[0]!), get(['b', 'c'], calls[1]!), get(['c', 'a'], calls[2]!)];
        const [first, second] = [await many.question(1), await many.question(2)];
        expect(inputs()).toEqual([['a', 'b'], ['c']]);
        second.answer(new Map([['c', { name: 'c' }]]));
        first.answer(new Map([['a', { name: 'a' }]]));
        expect((await Promise.all(answers)).map((answer) => [...answer.keys()])).toEqual([['a'], ['c'], ['c', 'a']]);
        expect(calls.map(({ ledger }) => [ledger.calls, ledger.bytes])).toEqual([
          [1, 100],
          [1, 100],
          [0, 0],
        ]);
      });

      it('goes on for the last of those who wait for any part of it', async () => {
        many.reply = undefined;
        const get = products();
        const [first, second] = [by(), by()];
        const answers = [get(['a', 'b'], first), get(['b'], second)];
        const question = await many.question(1);
        first.deadline.cancel();
        await expect(answers[0]).rejects.toMatchObject({ code: 'CANCELLED' });
        expect(question.call.deadline.reason).toBeUndefined();
        second.deadline.cancel();
        await expect(answers[1]).rejects.toMatchObject({ code: 'CANCELLED' });
        expect(question.call.deadline.reason).toMatchObject({ code: 'CANCELLED' });
      });

      it('leaves out what is not there, and remembers that if told to', async () => {
        const forgets = products();
        expect([...(await forgets(['a', 'no-1'], by())).keys()]).toEqual(['a']);
        await forgets(['a', 'no-1'], by());
        expect(inputs()).toEqual([['a', 'no-1'], ['no-1']]);

        const remembers = products({ name: 'other', negativeTtlMs: 1_000 });
        await remembers(['a', 'no-1'], by());
        expect([...(await remembers(['a', 'no-1'], by())).keys()]).toEqual(['a']);
        expect(many.asked).toHaveLength(3);
        clock.advance(1_000);
        await remembers(['a', 'no-1'], by());
        expect(inputs().at(-1)).toEqual(['no-1']);
      });

      it('fails as a whole: an answer with gaps would say that there is nothing in them', async () => {
        const get = products({ staleIfErrorMs: minute });
        await get(['a'], by());
        clock.advance(minute);
        await get(['b'], by());
        many.reply = throws(down);
        const call = by();
        expect([...(await get(['a', 'b'], call)).keys()]).toEqual(['a', 'b']);
        expect(call.ledger.staleParts).toEqual(['catalog.products']);
        await expect(get(['a', 'b', 'c'], by())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      });

      it('does not take a NOT_FOUND for the absence of everything', async () => {
        many.reply = throws(notFound);
        const get = products({ negativeTtlMs: minute });
        await expect(get(['a', 'b'], by())).rejects.toMatchObject({ code: 'NOT_FOUND' });
        many.reply = known;
        expect([...(await get(['a', 'b'], by())).keys()]).toEqual(['a', 'b']);
      });

      it('replaces what is ageing behind its back, and only that', async () => {
        const get = products({ staleWhileRevalidateMs: minute });
        await get(['a', 'b'], by());
        clock.advance(minute / 2);
        await get(['c'], by());
        clock.advance(minute / 2);
        expect([...(await get(['a', 'b', 'c'], by())).values()].map(({ name: its }) => its)).toEqual([
          'a #1',
          'b #1',
          'c #2',
        ]);
        await many.question(3);
        expect(inputs().at(-1)).toEqual(['a', 'b']);
      });

      it('takes ids out of any input, the rest of which belongs to the key', async () => {
        type Query = { readonly productIds: readonly string[]; readonly currency: string };
        const prices = createService<Query, ReadonlyMap<string, string>>(
          ({ productIds, currency }) => new Map(productIds.map((id) => [id, `${id} in ${currency}`])),
        );
        const get = cache.batch(
          {
            name: 'pricing.prices',
            scope: 'public',
            ttlMs: minute,
            split: { ids: ({ productIds }) => productIds, only: (input, productIds) => ({ ...input, productIds }) },
          },
          prices.method,
        );
        await get({ productIds: ['a'], currency: 'EUR' }, by());
        await get({ productIds: ['a', 'b'], currency: 'EUR' }, by());
        expect([...(await get({ productIds: ['a', 'b'], currency: 'USD' }, by())).values()]).toEqual([
          'a in USD',
          'b in USD',
        ]);
        expect(prices.asked.map(({ input }) => input)).toEqual([
          { productIds: ['a'], currency: 'EUR' },
          { productIds: ['b'], currency: 'EUR' },
          { productIds: ['a', 'b'], currency: 'USD' },
        ]);
      });

      it('is invalidated id by id', async () => {
        const get = products({ tags: (id: string) => [id] });
        await get(['a', 'b'], by());
        await cache.invalidate(['b']);
        await get(['a', 'b'], by());
        expect(inputs()).toEqual([['a', 'b'], ['b']]);
      });
    });

    describe('Cache-Status', () => {
      it('says what was done, and for how long it is good', async () => {
        const uses: string[] = [];
        await bench({ onUse: (use) => uses.push(use.outcome) });
        const get = product({ staleIfErrorMs: minute });
        const where = async (work: (call: Call) => Promise<unknown>): Promise<string> => {
          const call = by();
          await work(call).catch(() => undefined);
          return status(call);
        };
        expect(await where((call) => get('p-1', call))).toBe('catalog.product; fwd=miss; ttl=60; stored');
        clock.advance(10_000);
        expect(await where((call) => get('p-1', call))).toMatch(
          /^catalog\.product; hit; ttl=50; detail=(memory|redis)$/,
        );
        clock.advance(minute);
        expect(await where((call) => get('p-1', call))).toBe('catalog.product; fwd=stale; ttl=60; stored');
        clock.advance(minute + 5_000);
        service.reply = throws(down);
        expect(await where((call) => get('p-1', call))).toBe(
          'catalog.product; fwd=stale; ttl=-5; detail=stale-if-error',
        );
        expect(await where((call) => get('p-2', call))).toBe('catalog.product; fwd=miss');
        expect(uses).toEqual(['miss', 'hit', 'stale', 'stale', 'miss']);
      });

      it('says what was shared', async () => {
        service.reply = undefined;
        const get = product();
        const calls = [by(), by()];
        const answers = calls.map((call) => get('p-1', call));
        (await service.question(1)).answer({ name: 'lamp' });
        await Promise.all(answers);
        expect(calls.map(status)).toEqual([
          'catalog.product; fwd=miss; ttl=60; stored',
          'catalog.product; fwd=miss; ttl=60; stored; collapsed',
        ]);
      });
    });
  });
}
