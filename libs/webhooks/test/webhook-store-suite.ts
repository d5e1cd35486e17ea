/** Suite for every store of webhooks. `open` gives an empty store; `other` the same one, as another instance opens it. */

import type { WebhookEvent } from '../src/event.ts';
import { createSecret } from '../src/signing.ts';
import type { Claim, Settlement, WebhookStore } from '../src/store.ts';

const start = Date.parse('2026-05-01T10:00:00.000Z');
/** Instant of a number of seconds after the start. */
export const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

const event = (id: string, more: Partial<WebhookEvent> = {}): WebhookEvent => ({
  id,
  partnerId: 'acme',
  mode: 'live',
  type: 'order.paid',
  at: at(0),
  body: `{"type":"order.paid","id":"${id}"}`,
  ...more,
});

export interface OpenedStores {
  readonly store: WebhookStore;
  readonly other: WebhookStore;
}

/** Declares the suite. */
export function describeWebhookStore(name: string, open: () => Promise<OpenedStores>): void {
  describe(`webhook store: ${name}`, () => {
    let store: WebhookStore;
    let other: WebhookStore;
    beforeEach(async () => {
      ({ store, other } = await open());
    });

    const secret = createSecret();
    const add = (id: string, more: { partnerId?: string; mode?: 'test'; events?: readonly string[] } = {}, max = 5) =>
      store.add({
        endpoint: {
          id,
          partnerId: 'acme',
          mode: 'live',
          url: `https://${id}.example.test/`,
          events: ['order.*'],
          description: '',
          createdAt: at(0),
          ...more,
        },
        secret,
        max,
      });
    const claim = async (
      from: WebhookStore,
      now: string,
      leaseUntil = at(1_000_000),
      limit = 100,
    ): Promise<Claim[]> => [
      ...(await from.claim({ due: (await from.due(now)).map((due) => ({ ...due, limit })), now, leaseUntil })).claims,
    ];
    const ids = (claims: readonly Claim[]): string[] =>
      claims.map((each) => `${each.endpointId} ${each.event.id}`).sort();
    const result = (of: Claim, more: Partial<Settlement> = {}, when = at(1)): Settlement => ({
      claim: of,
      attempt: { at: when, durationMs: 12, outcome: 'success', status: 200, answer: 'ok' },
      status: 'delivered',
      ...more,
    });
    const failure = (of: Claim, when: string, more: Partial<Settlement> = {}): Settlement => ({
      claim: of,
      attempt: { at: when, durationMs: 12, outcome: 'rejected', status: 500, answer: 'no\0' },
      status: 'pending',
      nextAt: when,
      ...more,
    });

    it('keeps the modes of a partner apart: endpoints, their number, events and notices', async () => {
      await add('live', { events: ['*'] });
      expect(await add('tests', { mode: 'test', events: ['*'] }, 1)).toBe('added');
      expect(await add('more-tests', { mode: 'test', events: ['*'] }, 1)).toBe('too-many');
      await add('other-tests', { mode: 'test', events: ['*'] });
      const listed = async (mode?: 'live' | 'test') => (await store.list('acme', mode)).map(({ id }) => id);
      expect([await listed('live'), await listed('test')]).toEqual([['live'], ['other-tests', 'tests']]);
      expect(await listed()).toHaveLength(3);
      expect(await store.find('tests')).toMatchObject({ partnerId: 'acme', mode: 'test' });
      await store.accept([event('sold'), event('tried', { mode: 'test' })], at(1));
      expect(ids(await claim(store, at(1)))).toEqual(['live sold', 'other-tests tried', 'tests tried']);
      const notice = event('notice', { mode: 'test', type: 'webhook.disabled' });
      await store.disable('tests', { reason: 'failing', at: at(2) }, notice);
      expect(ids(await claim(store, at(2)))).toEqual(['other-tests notice']);
    });

    it('keeps the endpoint that has an id, however many add one with it', async () => {
      const added = await Promise.all([add('one'), add('one', { events: ['*'] })]);
      expect(added).toEqual(['added', 'added']);
      expect(await store.list('acme')).toHaveLength(1);
      const [first] = await store.list('acme');
      await add('one', { events: ['operation.*'] });
      expect(await store.list('acme')).toEqual([first]);
    });

    it('gives back endpoints as they were added and changed, bounded for each partner', async () => {
      expect(await add('a', {}, 2)).toBe('added');
      expect(await Promise.all([add('b', {}, 2), add('c', {}, 2)])).toEqual(
        expect.arrayContaining(['added', 'too-many']),
      );
      expect(await add('d', { partnerId: 'globex' }, 2)).toBe('added');
      expect(await store.list('acme')).toHaveLength(2);
      expect(await store.list()).toHaveLength(3);
      expect(await store.change('a', { events: ['*'], description: 'ours' })).toBe('done');
      expect(await other.find('a')).toEqual({
        id: 'a',
        partnerId: 'acme',
        mode: 'live',
        url: 'https://a.example.test/',
        events: ['*'],
        description: 'ours',
        disabled: undefined,
        failingSince: undefined,
        failures: 0,
        createdAt: at(0),
        revision: 2,
      });
      expect(await store.change('nobody', { description: '' })).toBe('none');
      expect(await store.change('a', {})).toBe('done');
    });

    it('lets one of several writers have a revision, and tells the others that theirs is stale', async () => {
      await add('a');
      const writers = [store, other, store, other];
      const written = await Promise.all(writers.map((each, n) => each.change('a', { description: `${n}` }, [1])));
      expect(written.toSorted()).toEqual(['done', 'stale', 'stale', 'stale']);
      expect(await store.find('a')).toMatchObject({ description: `${written.indexOf('done')}`, revision: 2 });
      for (const expected of [[], [1], [1, 3, 999_999_999]]) {
        expect(await store.change('a', { description: 'no' }, expected)).toBe('stale');
        expect(await store.remove('a', expected)).toBe('stale');
      }
      expect(await store.change('a', {}, [1, 2])).toBe('done');
      expect(await store.remove('a', [3])).toBe('done');
      expect(await store.remove('a', [3])).toBe('none');
      expect(await store.change('a', {}, [3])).toBe('none');
    });

    it('gives an endpoint another revision when it is disabled or enabled, and not for its health', async () => {
      await add('a');
      const revision = async () => (await store.find('a'))!.revision;
      await store.accept([event('e-1')], at(0));
      const [held] = await claim(store, at(0));
      await store.settle([failure(held!, at(1))]);
      await store.roll('a', createSecret(), { now: at(1), oldEndsAt: at(60) });
      expect(await revision()).toBe(1);
      for (const [change, expected] of [
        [() => store.disable('a', { reason: 'failing', at: at(2) }), 2],
        [() => store.disable('a', { reason: 'by-owner', at: at(3) }), 2],
        [() => store.enable('a', at(4)), 3],
        [() => store.enable('a', at(5)), 3],
      ] as const) {
        await change();
        expect(await revision()).toBe(expected);
      }
    });

    it('keeps an event once, for the endpoints of its partner that want it', async () => {
      await add('a');
      await add('b', { events: ['inventory.low'] });
      await add('c', { partnerId: 'globex' });
      await store.accept([event('e-1'), event('e-1')], at(0));
      await other.accept([event('e-1'), event('e-2', { type: 'inventory.low' })], at(1));
      expect(ids(await claim(store, at(1)))).toEqual(['a e-1', 'b e-2']);
    });

    it('finds the partners that want a type, each once', async () => {
      await add('a');
      await add('b', { events: ['inventory.low'] });
      await add('c', { partnerId: 'globex', events: ['inventory.*', 'order.paid'] });
      await add('d', { partnerId: 'globex', events: ['*'] });
      await add('e', { partnerId: 'initech', events: ['*'], mode: 'test' });
      await store.disable('b', { reason: 'by-owner', at: at(0) });
      expect(await store.subscribers('inventory.low', 'live')).toEqual(['acme', 'globex']);
      expect(await other.subscribers('operation.failed', 'live')).toEqual(['globex']);
      expect(await other.subscribers('operation.failed', 'test')).toEqual(['initech']);
      expect(await other.subscribers('order.shipped', 'live')).toEqual(['acme', 'globex']);
    });

    it('leases a delivery to one worker, and to another when the lease has ended', async () => {
      await add('a');
      await store.accept(
        Array.from({ length: 60 }, (_, n) => event(`e-${n}`)),
        at(0),
      );
      const both = (await Promise.all([claim(store, at(0), at(60), 40), claim(other, at(0), at(60), 40)])).flat();
      const rest = await claim(store, at(1), at(60));
      expect(new Set(ids([...both, ...rest])).size).toBe(60);
      expect(both.length + rest.length).toBe(60);
      expect(await claim(other, at(59))).toEqual([]);
      expect(ids(await claim(other, at(60)))).toHaveLength(60);
    });

    it('delivers once: a result after the lease was taken over changes only the log', async () => {
      await add('a');
      await store.accept([event('e-1')], at(0));
      const [first] = await claim(store, at(0), at(60));
      const [second] = await claim(other, at(60), at(120));
      await store.settle([failure(first!, at(61), { nextAt: at(5) })]);
      expect(await claim(store, at(100))).toEqual([]);
      await other.settle([result(second!, {}, at(62))]);
      expect(await claim(store, at(500))).toEqual([]);
      const [delivery] = await store.deliveries('a', { limit: 10 });
      expect(delivery).toMatchObject({ status: 'delivered', eventId: 'e-1', type: 'order.paid' });
      expect(delivery!.attempts.map(({ outcome }) => outcome)).toEqual(['success', 'rejected']);
    });

    it('takes results of deliveries that are gone', async () => {
      await add('a');
      await store.accept([event('e-1')], at(0));
      const [held] = await claim(store, at(0));
      expect(await store.remove('a')).toBe('done');
      await store.settle([result(held!)]);
      expect(await store.find('a')).toBeUndefined();
      expect(await store.remove('a')).toBe('none');
    });

    it('counts failures since the last success, and pauses the endpoint for all workers', async () => {
      await add('a');
      await store.accept([event('e-1'), event('e-2'), event('e-3')], at(0));
      const [one, two, three] = await claim(store, at(0));
      await store.settle([result(one!, {}, at(1)), failure(two!, at(2), { pausedUntil: at(30) })]);
      expect(await store.find('a')).toMatchObject({ failures: 1, failingSince: at(2) });
      expect(await claim(other, at(29))).toEqual([]);
      const [again] = await claim(other, at(30));
      expect(again).toMatchObject({ made: 1, failures: 1, url: 'https://a.example.test/', secrets: [secret] });
      await store.settle([failure(three!, at(31), { status: 'failed' })]);
      expect(await store.find('a')).toMatchObject({ failures: 2, failingSince: at(2) });
      await store.settle([result(again!, {}, at(32))]);
      expect(await store.find('a')).toMatchObject({ failures: 0, failingSince: undefined });
    });

    it('keeps events of a disabled endpoint, tells its owner once, and catches up once when it is enabled', async () => {
      await add('a');
      await add('b', { events: ['inventory.low'] });
      await store.accept([event('e-1')], at(0));
      const [held] = await claim(store, at(0));
      await store.settle([failure(held!, at(5), { status: 'failed' })]);
      const notice = event('n-1', { type: 'webhook.disabled' });
      expect(await store.disable('a', { reason: 'gone', at: at(9) }, notice)).toBe(true);
      expect(await other.disable('a', { reason: 'failing', at: at(9) }, notice)).toBe(false);
      await store.accept([event('e-2')], at(10));
      expect(await store.find('a')).toMatchObject({ disabled: { reason: 'gone', at: at(9) } });
      expect(ids(await claim(store, at(20)))).toEqual(['b n-1']);
      expect(await store.state()).toEqual({ depth: 1, oldestAt: at(9), disabled: 1 });
      expect(await store.enable('a', at(21))).toBe(true);
      expect(await store.enable('a', at(21))).toBe(false);
      expect(ids(await claim(store, at(21)))).toEqual(['a e-1', 'a e-2']);
      expect(await store.find('a')).toMatchObject({ failures: 0, failingSince: undefined, disabled: undefined });
    });

    it('sends a test to a disabled endpoint, and its failure says nothing of health', async () => {
      await add('a', { events: [] });
      await store.disable('a', { reason: 'by-owner', at: at(0) });
      await store.test('a', event('t-1', { type: 'webhook.test' }), at(1));
      const [test] = await claim(store, at(1));
      expect(test).toMatchObject({ test: true });
      await store.settle([failure(test!, at(2), { status: 'failed', pausedUntil: at(99) })]);
      expect(await store.find('a')).toMatchObject({ failures: 0, failingSince: undefined });
      await store.enable('a', at(3));
      expect(await claim(store, at(3))).toEqual([]);
    });

    it('sends a replay whatever came before: delivered, under way, or the endpoint disabled', async () => {
      await add('a');
      await store.accept([event('e-1')], at(0));
      const [held] = await claim(store, at(0));
      expect(await store.replay('a', { eventId: 'e-1' }, at(1))).toBe(1);
      await store.settle([result(held!)]);
      const [again] = await claim(store, at(2));
      expect(again).toMatchObject({ made: 0 });
      await store.settle([result(again!, {}, at(3))]);
      await store.disable('a', { reason: 'by-owner', at: at(4) });
      expect(await store.replay('a', { deliveryId: again!.deliveryId }, at(5))).toBe(1);
      expect(ids(await claim(store, at(5)))).toEqual(['a e-1']);
      expect(await store.replay('b', { deliveryId: again!.deliveryId }, at(5))).toBe(0);
    });

    it('replays a range, and everything since', async () => {
      await add('a');
      for (const n of [1, 2, 3]) await store.accept([event(`e-${n}`)], at(n));
      await store.settle((await claim(store, at(3))).map((each) => result(each, {}, at(4))));
      expect(await store.replay('a', { from: at(1), until: at(2) }, at(5))).toBe(2);
      expect(ids(await claim(store, at(5)))).toEqual(['a e-1', 'a e-2']);
      expect(await store.replay('a', { from: at(2) }, at(6))).toBe(2);
    });

    it('signs with every secret of a roll until the old one ends, also when two roll at once', async () => {
      await add('a');
      const [second, third] = [createSecret(), createSecret()];
      const times = { now: at(0), oldEndsAt: at(100) };
      expect(await Promise.all([store.roll('a', second, times), other.roll('a', third, times)])).toEqual([true, true]);
      expect(await store.reseal()).toBe(1);
      await store.accept([event('e-1')], at(0));
      const [during] = await claim(store, at(99), at(100));
      expect(new Set(during!.secrets)).toEqual(new Set([secret, second, third]));
      const [after] = await claim(store, at(100));
      expect(after!.secrets).toHaveLength(1);
      expect(await store.roll('nobody', second, times)).toBe(false);
    });

    it('gives leases back, and pages through deliveries, newest first', async () => {
      await add('a');
      for (const n of [1, 2, 3]) await store.accept([event(`e-${n}`)], at(n));
      await store.release(await claim(store, at(3)), at(4));
      expect(await claim(store, at(4))).toHaveLength(3);
      const page = await store.deliveries('a', { limit: 2 });
      expect(page.map(({ eventId }) => eventId)).toEqual(['e-3', 'e-2']);
      const next = await store.deliveries('a', { limit: 2, after: page[1]!.id });
      expect(next.map(({ eventId }) => eventId)).toEqual(['e-1']);
      expect(await store.deliveries('a', { limit: 2, after: 'nothing' })).toEqual([]);
    });

    it('forgets what is old, with all that belongs to it', async () => {
      await add('a');
      await store.accept([event('e-1')], at(1));
      await store.accept([event('e-2')], at(2));
      await store.settle((await claim(store, at(2))).map((each) => result(each)));
      expect(await store.forget(at(2))).toBe(1);
      expect((await store.deliveries('a', { limit: 9 })).map(({ eventId }) => eventId)).toEqual(['e-2']);
    });
  });
}
