import fc from 'fast-check';
import { createGroupQueue, type Entry, type Member } from './group-queue.ts';

const keys = ['a', 'b', 'c'];
const numbers = fc.nat({ max: 2 });

/** Steps that a group may go through, in any order. */
const step = fc.oneof(
  fc.record({ what: fc.constant('add' as const), key: numbers }),
  fc.record({ what: fc.constant('join' as const), member: numbers, credit: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ what: fc.constant('pause' as const), member: numbers }),
  fc.record({
    what: fc.constant('leave' as const),
    member: numbers,
    how: fc.constantFrom('left' as const, 'lost' as const),
  }),
  fc.record({ what: fc.constant('done' as const), member: numbers, which: numbers }),
);

describe('the queue of a group', () => {
  it('hands out each key in order, one at a time, within credit, and loses nothing, whatever its members do', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 80 }), (steps) => {
        const queue = createGroupQueue();
        const members = new Map<number, { member: Member; held: Entry[]; isPaused: boolean }>();
        const done: Entry[] = [];
        let last = 0;
        const underWay = (): Entry[] => [...members.values()].flatMap(({ held }) => held);
        for (const each of steps) {
          switch (each.what) {
            case 'add': {
              last += 1;
              const stored = { number: last, key: keys[each.key]!, at: '', bytes: 1, needs: 1 };
              queue.add({ number: last, stored, redeliveries: 0 });
              break;
            }
            case 'join': {
              if (members.has(each.member)) break;
              const held: Entry[] = [];
              const one = {
                held,
                isPaused: false,
                member: {
                  credit: each.credit,
                  onHanded: (entry: Entry) => {
                    expect(one.isPaused).toBe(false);
                    expect(underWay().map(({ stored }) => stored.key)).not.toContain(entry.stored.key);
                    held.push(entry);
                    expect(held.length).toBeLessThanOrEqual(each.credit);
                  },
                },
              };
              members.set(each.member, one);
              queue.join(one.member);
              break;
            }
            case 'pause': {
              const one = members.get(each.member);
              if (!one) break;
              one.isPaused = true;
              queue.pause(one.member);
              break;
            }
            case 'leave': {
              const one = members.get(each.member);
              if (!one) break;
              members.delete(each.member);
              queue.leave(one.member, each.how);
              break;
            }
            case 'done': {
              const one = members.get(each.member);
              const entry = one?.held[each.which];
              if (!one || !entry) break;
              one.held.splice(each.which, 1);
              expect(queue.done(one.member, entry.number)).toBe(entry);
              expect(queue.done(one.member, entry.number)).toBeUndefined();
              done.push(entry);
            }
          }
          queue.handOut();
          expect(queue.depth()).toBe(last - done.length);
        }
        // A last member takes all that is left.
        for (const { member } of members.values()) queue.leave(member, 'lost');
        const final: Member = { credit: 100, onHanded: (entry) => void waiting.push(entry) };
        const waiting: Entry[] = [];
        queue.join(final);
        queue.handOut();
        for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
          queue.done(final, entry.number);
          done.push(entry);
          queue.handOut();
        }
        expect(done.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: last }, (_, index) => index + 1),
        );
        for (const key of keys) {
          const ofKey = done.filter(({ stored }) => stored.key === key).map(({ number }) => number);
          expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b));
        }
        expect([queue.depth(), queue.oldest()]).toEqual([0, undefined]);
      }),
    );
  });

  it('counts how many members were lost with an entry', () => {
    const queue = createGroupQueue();
    const handed: number[] = [];
    const join = (): Member => {
      const member: Member = { credit: 1, onHanded: ({ redeliveries }) => void handed.push(redeliveries) };
      queue.join(member);
      queue.handOut();
      return member;
    };
    queue.add({ number: 1, stored: { number: 1, key: 'a', at: '', bytes: 1, needs: 1 }, redeliveries: 0 });
    for (const how of ['lost', 'left', 'lost'] as const) queue.leave(join(), how);
    join();
    expect(handed).toEqual([0, 1, 1, 2]);
  });

  it('shares work among its members', () => {
    const queue = createGroupQueue();
    const counts = [0, 0];
    for (const index of [0, 1]) queue.join({ credit: 10, onHanded: () => void (counts[index]! += 1) });
    for (let number = 1; number <= 10; number += 1) {
      queue.add({ number, stored: { number, key: `key-${number}`, at: '', bytes: 1, needs: 1 }, redeliveries: 0 });
    }
    queue.handOut();
    expect(counts).toEqual([5, 5]);
  });
});
