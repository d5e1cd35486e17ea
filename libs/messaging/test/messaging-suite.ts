/** Promises of the port `Messaging`, which every adapter keeps. */

import { UnprocessableMessage, type Message } from '../src/message.ts';
import type { DeadLetter, Listener, Messaging, MessagingOptions } from '../src/messaging.ts';
import { collect, event, immediate, until, type Collected } from './observing.ts';

export interface OpenOptions extends MessagingOptions {
  readonly publishTimeoutMs?: number;
}

/** Log or broker of one test, empty at first. */
export interface Installation {
  /** Connects, and reconnects soon. */
  readonly open: (options?: OpenOptions) => Messaging;
  /** Cuts every connection. */
  readonly cut: () => Promise<void>;
  /** Ends log or broker. What it confirmed is on its disk. */
  readonly kill: () => Promise<void>;
  /** Starts it again, where it was. */
  readonly start: () => Promise<void>;
  /** Closes every connection. */
  readonly close: () => Promise<void>;
}

/** Runs the suite over installations made by `install`. It is skipped without one: whoever cannot install has said so. */
export function messagingSuite(name: string, install: (() => Promise<Installation>) | undefined): void {
  (install ? describe : describe.skip)(`the port, over ${name}`, () => {
    let here: Installation;
    const open = (options?: OpenOptions): Messaging => here.open(options);
    beforeEach(async () => {
      here = await install!();
    });
    afterEach(() => here.close());

    describe('publications', () => {
      it('hand over data, key, time and trace as they were published', async () => {
        const messaging = open();
        const got = collect<Message>();
        const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
        const messages = [
          event({ traceparent }),
          event({ data: 'text' }),
          event({ data: null }),
          event({ data: [1, 'ä'] }),
        ];
        const group = { group: 'exact', topics: ['order.paid'] };
        await messaging.declare(group);
        await messaging.publish(messages);
        messaging.subscribe(group, (message) => Promise.resolve(got.add(message)));
        expect(await got.until((all) => all.length === 4)).toEqual(messages);
      });

      it('reach every group of their topic once, and no other', async () => {
        const messaging = open();
        const got = collect<string>();
        const groups = [
          { group: 'paid', topics: ['order.paid'] },
          { group: 'orders', topics: ['order.*'] },
          { group: 'everything', topics: ['#'] },
          { group: 'stock', topics: ['stock.*'] },
        ];
        for (const group of groups) await messaging.declare(group);
        await messaging.publish([
          event({ id: 'a' }),
          event({ id: 'b', topic: 'order.sent' }),
          event({ id: 'c', topic: 'stock' }),
        ]);
        await messaging.publish([event({ id: 'end' }), event({ id: 'end', topic: 'stock.low' })]);
        for (const each of groups) {
          messaging.subscribe(each, ({ id }) => Promise.resolve(got.add(`${each.group} ${id}`)));
        }
        const all = await got.until((seen) => seen.filter((text) => text.endsWith('end')).length === 5);
        expect(all.filter((text) => !text.endsWith('end')).toSorted()).toEqual([
          'everything a',
          'everything b',
          'everything c',
          'orders a',
          'orders b',
          'paid a',
        ]);
      });

      it('wait for the first member of a declared group, on the disk', async () => {
        const messaging = open();
        const group = { group: 'kept', topics: ['order.*'] };
        await messaging.declare(group);
        await messaging.publish([event({ id: 'a' }), event({ id: 'b' })]);
        await here.kill();
        await here.start();
        const got = collect<string>();
        open().subscribe(group, ({ id }) => Promise.resolve(got.add(id)));
        expect(await got.until((all) => all.length === 2)).toEqual(['a', 'b']);
      }, 90_000);

      it('are dropped without a group', async () => {
        const messaging = open();
        await messaging.publish([event({ id: 'early' })]);
        const got = collect<string>();
        const group = { group: 'late', topics: ['#'] };
        await messaging.declare(group);
        await messaging.publish([event({ id: 'late' })]);
        messaging.subscribe(group, ({ id }) => Promise.resolve(got.add(id)));
        expect(await got.until((all) => all.length > 0)).toEqual(['late']);
      });

      it('are refused at once when more wait than may', async () => {
        const messaging = open({ publishTimeoutMs: 30_000 });
        const many = Array.from({ length: 6_000 }, () => event());
        const outcomes = await Promise.allSettled([messaging.publish(many), messaging.publish(many)]);
        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
        expect(outcomes[1]).toMatchObject({
          reason: { code: 'UNAVAILABLE', cause: { message: 'too many messages wait' } },
        });
      });

      it.each<[string, Partial<Message>]>([
        ['a key with half a character', { key: 'order-\ud800' }],
        ['an id with a space', { id: 'a b' }],
        ['a topic in capitals', { topic: 'Order.paid' }],
        ['no key', { key: '' }],
        ['a time without a zone', { at: '2026-11-29T00:00:00' }],
        ['no data', { data: undefined }],
        ['too much data', { data: 'x'.repeat(256 * 1024) }],
      ])('with %s are refused, and so are those beside them', async (_, wrong) => {
        const messaging = open();
        const group = { group: 'clean', topics: ['#'] };
        await messaging.declare(group);
        await expect(messaging.publish([event(), event(wrong)])).rejects.toThrow(TypeError);
        expect(await messaging.groups()).toMatchObject([{ group: 'clean', depth: 0 }]);
      });
    });

    describe('groups', () => {
      it.each([
        { group: 'Upper', topics: ['#'] },
        { group: '', topics: ['#'] },
        { group: 'x'.repeat(101), topics: ['#'] },
        { group: 'none', topics: [] },
        { group: 'wild', topics: ['*.paid'] },
      ])('refuse $group of $topics', async (group) => {
        const messaging = open();
        await expect(messaging.declare(group)).rejects.toThrow(TypeError);
        expect(() => messaging.subscribe(group, () => Promise.resolve())).toThrow(TypeError);
      });

      it('gain topics, and lose none', async () => {
        const messaging = open();
        const got = collect<string>();
        await messaging.declare({ group: 'growing', topics: ['order.paid'] });
        await messaging.declare({ group: 'growing', topics: ['order.sent'] });
        const topics = ['order.paid', 'order.sent'];
        await messaging.publish(topics.map((topic) => event({ topic })));
        messaging.subscribe({ group: 'growing', topics }, ({ topic }) => Promise.resolve(got.add(topic)));
        expect(await got.until((all) => all.length === 2)).toEqual(topics);
      });

      it('pass over topics that their member does not name', async () => {
        const messaging = open();
        const got = collect<string>();
        await messaging.declare({ group: 'narrow', topics: ['order.paid', 'order.lost'] });
        await messaging.publish([event({ id: 'lost', topic: 'order.lost' }), event({ id: 'paid' })]);
        messaging.subscribe({ group: 'narrow', topics: ['order.paid'] }, ({ id }) => Promise.resolve(got.add(id)));
        expect(await got.until((all) => all.length > 0)).toEqual(['paid']);
        await until(async () => expect(await messaging.groups()).toEqual([{ group: 'narrow', depth: 0, dead: 0 }]));
      });

      it('count what waits and what is under way as depth', async () => {
        const messaging = open();
        const group = { group: 'depth', topics: ['order.paid'] };
        await messaging.declare(group);
        await messaging.publish([event(), event()]);
        expect(await messaging.groups()).toMatchObject([{ group: 'depth', depth: 2, dead: 0 }]);
        const started = collect<string>();
        const end = Promise.withResolvers<void>();
        messaging.subscribe(group, (message) => {
          started.add(message.id);
          return end.promise;
        });
        await started.until((all) => all.length === 1);
        expect(await messaging.groups()).toMatchObject([{ group: 'depth', depth: 2, dead: 0 }]);
        end.resolve();
      });
    });

    describe('members', () => {
      const messages = Array.from({ length: 500 }, (_, index) => event({ id: `m-${index}`, key: `key-${index % 7}` }));
      /** Checks that all were handled once, those of each key in their order. */
      const expectOrder = (handled: readonly string[]): void => {
        const keyOf = new Map(messages.map(({ id, key }) => [id, key]));
        const byKey = (ids: readonly string[]): object => Object.groupBy(ids, (id) => keyOf.get(id)!);
        expect(byKey(handled)).toEqual(byKey(messages.map(({ id }) => id)));
      };

      it('handle one message of a key at a time, in order, however many they are', async () => {
        const group = { group: 'two', topics: ['#'] };
        const all = [open(), open()];
        await all[0]!.declare(group);
        const handled = collect<string>();
        const underWay = new Set<string>();
        for (const messaging of all) {
          messaging.subscribe(group, async ({ id, key }) => {
            expect(underWay.has(key)).toBe(false);
            underWay.add(key);
            await immediate();
            underWay.delete(key);
            handled.add(id);
          });
        }
        await all[0]!.publish(messages);
        expectOrder(await handled.until((ids) => ids.length >= messages.length));
      });

      it('hand over to the next one in order, and no message that was handled', async () => {
        const [first, second] = [open(), open()];
        const group = { group: 'handover', topics: ['#'] };
        await first.declare(group);
        const handled = collect<string>();
        const handle = async ({ id }: Message): Promise<void> => {
          await immediate();
          handled.add(id);
        };
        const subscription = first.subscribe(group, handle);
        await first.publish(messages);
        await handled.until((all) => all.length > 50);
        second.subscribe(group, handle);
        await subscription.close();
        expectOrder(await handled.until((ids) => ids.length >= messages.length));
      });

      it('finish what is under way when they close, and leave the rest to the next one', async () => {
        const messaging = open();
        const group = { group: 'closing', topics: ['#'], concurrency: 1 };
        await messaging.declare(group);
        await messaging.publish([event({ id: 'a' }), event({ id: 'b' })]);
        const begun = collect<string>();
        const end = Promise.withResolvers<void>();
        messaging.subscribe(group, ({ id }) => {
          begun.add(id);
          return end.promise;
        });
        await begun.until((all) => all.length === 1);
        const closing = messaging.close();
        let isClosed = false;
        void closing.then(() => (isClosed = true));
        await immediate();
        expect(isClosed).toBe(false);
        end.resolve();
        await closing;
        const next = collect<string>();
        open().subscribe(group, ({ id }) => Promise.resolve(next.add(id)));
        expect(await next.until((all) => all.length > 0)).toEqual(['b']);
        expect(begun.has('b')).toBe(false);
        expect(() => messaging.subscribe(group, () => Promise.resolve())).toThrow(TypeError);
      });

      it('are handed what a lost connection had, and the lost one sees its signal abort', async () => {
        const messaging = open();
        const group = { group: 'lost', topics: ['#'] };
        await messaging.declare(group);
        const attempts = collect<string>();
        const aborted = collect<string>();
        messaging.subscribe(group, async ({ id }, { signal }) => {
          attempts.add(id);
          if (aborted.has(id)) return;
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          aborted.add(id);
        });
        await messaging.publish([event({ id: 'a' })]);
        await attempts.until((all) => all.length === 1);
        await here.cut();
        await aborted.until((all) => all.length === 1);
        expect(await attempts.until((all) => all.length === 2)).toEqual(['a', 'a']);
        await until(async () => expect(await messaging.groups()).toEqual([{ group: 'lost', depth: 0, dead: 0 }]));
      });
    });

    describe('failures', () => {
      it('are repeated as often as the group says, in the order of the key, then dead', async () => {
        const outcomes = collect<string>();
        const messaging = open({
          onDelivered: ({ message, attempt, outcome }) => outcomes.add(`${message.id} ${attempt} ${outcome}`),
        });
        const group = { group: 'failing', topics: ['#'], retry: { attempts: 3, minDelayMs: 20 } };
        await messaging.declare(group);
        await messaging.publish([event({ id: 'a' }), event({ id: 'b' })]);
        messaging.subscribe(group, ({ id }) => (id === 'a' ? Promise.reject(new Error('always')) : Promise.resolve()));
        expect(await outcomes.until((all) => all.length === 4)).toEqual([
          'a 1 retried',
          'a 2 retried',
          'a 3 dead',
          'b 1 done',
        ]);
        expect(await letters(messaging, 'failing', 1)).toMatchObject([
          { message: { id: 'a' }, reason: 'Error: always', attempts: 3 },
        ]);
      });

      it('that cannot pass are dead at once', async () => {
        const messaging = open();
        const group = { group: 'unprocessable', topics: ['#'] };
        await messaging.declare(group);
        const sent = event();
        await messaging.publish([sent]);
        messaging.subscribe(group, () => Promise.reject(new UnprocessableMessage('no such order')));
        const [letter] = await letters(messaging, 'unprocessable', 1);
        expect(letter).toMatchObject({ message: sent, reason: 'UnprocessableMessage: no such order', attempts: 1 });
        expect(Date.parse(letter!.deadAt)).toBeGreaterThan(Date.parse('2026-01-01'));
      });

      it('hold back their key, and no other', async () => {
        const messaging = open();
        const group = { group: 'poison', topics: ['#'], concurrency: 1, retry: { attempts: Infinity, minDelayMs: 50 } };
        await messaging.declare(group);
        const handled = collect<string>();
        let isBroken = true;
        messaging.subscribe(group, ({ id, key }) => {
          if (key === 'poison' && isBroken) return Promise.reject(new Error('poison'));
          return Promise.resolve(handled.add(id));
        });
        const poison = [event({ id: 'p-1', key: 'poison' }), event({ id: 'p-2', key: 'poison' })];
        const others = Array.from({ length: 50 }, (_, index) => event({ id: `o-${index}`, key: `key-${index}` }));
        await messaging.publish([...poison, ...others]);
        const first = await handled.until((all) => all.length === others.length);
        expect(first.filter((id) => id.startsWith('p'))).toEqual([]);
        isBroken = false;
        const all = await handled.until((seen) => seen.length === 52);
        expect(all.slice(-2)).toEqual(['p-1', 'p-2']);
      });

      it('of a group that nobody declared cannot be asked for, which declares nothing', async () => {
        const messaging = open();
        const missing = { code: 'NOT_FOUND', message: "There is no group 'mistyped'." };
        // Twice: the first question could have declared what the second one finds.
        for (const _ of [1, 2]) {
          await expect(messaging.deadLetters('mistyped', 1)).rejects.toMatchObject(missing);
          await expect(messaging.replay('mistyped')).rejects.toMatchObject(missing);
        }
      });

      it('are replayed by id, to their group alone', async () => {
        const messaging = open();
        const outcomes = collect<string>();
        let isBroken = true;
        const mine = { group: 'mine', topics: ['order.paid'], retry: { attempts: 1 } };
        const other = { group: 'other', topics: ['order.paid'] };
        messaging.subscribe(mine, (message) => {
          outcomes.add(`mine ${message.id} ${isBroken ? 'fails' : 'is done'}`);
          return isBroken ? Promise.reject(new Error('out of order')) : Promise.resolve();
        });
        messaging.subscribe(other, (message) => Promise.resolve(outcomes.add(`other ${message.id}`)));
        await messaging.declare(mine);
        await messaging.declare(other);
        await messaging.publish([event({ id: 'a' }), event({ id: 'b' }), event({ id: 'c' })]);
        const dead = await letters(messaging, 'mine', 3);
        expect(dead.map(({ message }) => message.id)).toEqual(['a', 'b', 'c']);
        expect(dead[0]).toMatchObject({ reason: 'Error: out of order', attempts: 1 });
        // Looking leaves them where they are.
        expect((await messaging.deadLetters('mine', 2)).map(({ message }) => message.id)).toEqual(['a', 'b']);
        expect((await messaging.groups()).find(({ group }) => group === 'mine')).toEqual({
          group: 'mine',
          depth: 0,
          dead: 3,
        });
        isBroken = false;
        expect(await messaging.replay('mine', ['b'])).toBe(1);
        await outcomes.until((all) => all.includes('mine b is done'));
        expect(await messaging.replay('mine')).toBe(2);
        const all = await outcomes.until((seen) => seen.filter((text) => text.endsWith('done')).length === 3);
        expect(all.filter((text) => text.startsWith('other')).toSorted()).toEqual(['other a', 'other b', 'other c']);
        expect(await messaging.deadLetters('mine', 10)).toEqual([]);
      });
    });

    describe('listeners', () => {
      it('hear every message of their topics, each of them', async () => {
        const [first, second] = [open(), open()];
        const heard = collect<string>();
        for (const [name, messaging] of Object.entries({ first, second })) {
          await listening(messaging, ['stock.*'], { add: (id) => heard.add(`${name} ${id}`) });
        }
        await first.publish([event({ id: 'other' }), event({ id: 'low', topic: 'stock.low' })]);
        const all = await heard.until((seen) => ['first low', 'second low'].every((text) => seen.includes(text)));
        expect(all.filter((text) => text.endsWith('other'))).toEqual([]);
      });

      it('refuse patterns that are none', () => {
        const listener: Listener = { onMessage: () => undefined, onGap: () => undefined };
        expect(() => open().listen(['*'], listener)).toThrow(TypeError);
      });

      it('hear nothing more once they are closed', async () => {
        const messaging = open();
        const heard = collect<string>();
        const closed = await listening(messaging, ['#'], heard);
        await closed.close();
        const other = collect<string>();
        await listening(messaging, ['#'], other);
        await messaging.publish([event({ id: 'after' })]);
        await other.until((all) => all.includes('after'));
        expect(heard.has('after')).toBe(false);
      });
    });

    describe('connections', () => {
      it('come back with their members and listeners, which are told of the gap', async () => {
        const troubles = collect<unknown>();
        const messaging = open({ onTrouble: troubles.add });
        const group = { group: 'cut', topics: ['order.paid'] };
        const got = collect<string>();
        const heard = collect<string>();
        messaging.subscribe(group, (message) => Promise.resolve(got.add(message.id)));
        await messaging.declare(group);
        await listening(messaging, ['order.*'], heard);
        expect(heard.has('gap')).toBe(false);
        await here.cut();
        await troubles.until((all) => all.length > 0);
        await heard.until((all) => all.includes('gap'));
        await until(() => messaging.publish([event({ id: 'second' })]));
        await got.until((all) => all.includes('second'));
        await heard.until((all) => all.includes('second'));
        expect(messaging.state()).toBe('up');
      });

      it('wait for a log or broker that is absent at first', async () => {
        await here.kill();
        const troubles = collect<unknown>();
        const messaging = open({ onTrouble: troubles.add });
        const got = collect<string>();
        const group = { group: 'early', topics: ['#'] };
        messaging.subscribe(group, (message) => Promise.resolve(got.add(message.id)));
        await troubles.until((all) => all.length > 0);
        expect(messaging.state()).toBe('unreachable');
        await expect(messaging.publish([event()])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
        await expect(messaging.declare(group)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
        await here.start();
        await until(() => messaging.declare(group));
        await until(() => messaging.publish([event({ id: 'at-last' })]));
        await got.until((all) => all.includes('at-last'));
      }, 90_000);

      it('close at once while log or broker is away', async () => {
        await here.kill();
        const messaging = open();
        messaging.subscribe({ group: 'away', topics: ['#'] }, () => Promise.resolve());
        const publishing = messaging.publish([event()]).catch((error: unknown) => error);
        await messaging.close();
        expect(await publishing).toMatchObject({ code: 'UNAVAILABLE' });
        await here.start();
      }, 90_000);
    });
  });
}

/** Dead letters of a group, as soon as there are so many. */
async function letters(messaging: Messaging, group: string, count: number): Promise<readonly DeadLetter[]> {
  for (;;) {
    const all = await messaging.deadLetters(group, 10);
    if (all.length >= count) return all;
    await immediate();
  }
}

/** Listens, and resolves once it is known to hear: what was published before is not for it. */
async function listening(
  messaging: Messaging,
  topics: readonly string[],
  heard: Pick<Collected<string>, 'add'>,
): Promise<{ close(): Promise<void> }> {
  let hears = false;
  const subscription = messaging.listen(topics, {
    onMessage: ({ id }) => {
      hears = true;
      heard.add(id);
    },
    onGap: () => heard.add('gap'),
  });
  const topic = topics[0]!.replace('#', 'any').replace('*', 'any');
  await until(async () => {
    await messaging.publish([event({ id: 'probe', topic })]);
    await immediate();
    if (!hears) throw new Error('not yet');
  });
  return subscription;
}
