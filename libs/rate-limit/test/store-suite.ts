/** Behaviour that every store of usage has. */

import type { Charge, LimitStore, Outcome } from '../src/store.ts';
import type { Rule } from '../src/usage.ts';
import { moreInMs, remaining, waitMs } from '../src/usage.ts';

export interface Clock {
  readonly now: () => number;
  advance(ms: number): void;
}

/** Clock that begins in the middle of a day. It has fractions of a millisecond, as that of Redis. */
export function createClock(start = 1_900_000_000_000.25): Clock {
  let now = start;
  return { now: () => now, advance: (ms) => void (now += ms) };
}

const minute = 60_000;
export const bucket = (limit: number, windowMs = minute): Rule => ({ kind: 'bucket', limit, windowMs });
export const quota = (limit: number, windowMs = minute): Rule => ({ kind: 'quota', limit, windowMs });
export const charge = (key: string, rule: Rule, cost = 1): Charge => ({ key, rule, cost, onOutage: 'open' });

/** Units left of each limit, as clients are told. */
export const left = ({ standings }: Outcome): number[] => standings.map(({ usage, rule }) => remaining(usage, rule));

/** Tests of a store; `open` gives one that is empty. */
export function countsRight(open: (clock: Clock) => LimitStore): void {
  let clock: Clock;
  let store: LimitStore;
  beforeEach(() => {
    clock = createClock();
    store = open(clock);
  });
  /** Number of admitted requests among `times`. */
  const admitted = async (charges: readonly Charge[], times: number): Promise<number> => {
    const outcomes = await Promise.all(Array.from({ length: times }, () => store.charge(charges)));
    return outcomes.filter((outcome) => outcome.admitted).length;
  };

  it('admits as many as the limit says, and no more', async () => {
    expect(await admitted([charge('a', bucket(7))], 70)).toBe(7);
    expect(await admitted([charge('b', quota(7))], 70)).toBe(7);
    expect(await admitted([charge('a', bucket(7))], 1)).toBe(0);
  });

  it('gives back what was used from a bucket evenly', async () => {
    const ten = [charge('a', bucket(10))];
    await admitted(ten, 10);
    clock.advance(minute / 10 - 1);
    expect(await admitted(ten, 5)).toBe(0);
    clock.advance(1);
    expect(await admitted(ten, 5)).toBe(1);
    clock.advance(minute / 2);
    expect(await admitted(ten, 20)).toBe(5);
    clock.advance(100 * minute);
    expect(await admitted(ten, 20)).toBe(10);
  });

  it('gives back all of a quota when the next window begins', async () => {
    const ten = [charge('a', quota(10))];
    const intoWindow = clock.now() % minute;
    expect(await admitted(ten, 20)).toBe(10);
    clock.advance(minute - intoWindow - 0.5);
    expect(await admitted(ten, 20)).toBe(0);
    clock.advance(0.5);
    expect(await admitted(ten, 20)).toBe(10);
  });

  it('tells what is left, when there will be more, and when it will do', async () => {
    const rule = bucket(10);
    const first = await store.charge([charge('a', rule, 4)]);
    expect(left(first)).toEqual([6]);
    expect(moreInMs(first.standings[0]!.usage, rule)).toBeCloseTo(minute / 10);
    const refused = await store.charge([charge('a', rule, 8)]);
    expect([refused.admitted, left(refused)]).toEqual([false, [6]]);
    const wait = waitMs(refused.standings[0]!.usage, rule, 8);
    expect(wait).toBeCloseTo((2 * minute) / 10);
    clock.advance(wait);
    expect((await store.charge([charge('a', rule, 8)])).admitted).toBe(true);
  });

  it('charges all of several limits or none', async () => {
    const both = [charge('few', bucket(3)), charge('many', quota(10))];
    expect(await admitted(both, 10)).toBe(3);
    expect(left(await store.charge([charge('many', quota(10), 0)]))).toEqual([7]);
  });

  it('keeps keys apart', async () => {
    expect(await admitted([charge('a', bucket(2))], 5)).toBe(2);
    expect(await admitted([charge('b', bucket(2))], 5)).toBe(2);
  });

  it('takes back what was charged, and never more', async () => {
    const five = bucket(5);
    await admitted([charge('a', five)], 5);
    await store.charge([charge('a', five, -2)]);
    expect(await admitted([charge('a', five)], 5)).toBe(2);
    await store.charge([charge('a', five, -100)]);
    expect(await admitted([charge('a', five)], 20)).toBe(5);
    // Refunds are admitted even when the limit has been lowered meanwhile.
    expect(await store.charge([charge('a', bucket(1), -1)])).toMatchObject({ admitted: true });
  });

  it('charges what costs more than the whole limit the whole limit', async () => {
    const large = [charge('a', bucket(5), 1_000)];
    expect(await admitted(large, 3)).toBe(1);
    clock.advance(minute - 1);
    expect(await admitted(large, 3)).toBe(0);
    clock.advance(1);
    expect(await admitted(large, 3)).toBe(1);
  });

  it('counts on when a limit is changed', async () => {
    await admitted([charge('a', bucket(10))], 8);
    expect(await admitted([charge('a', bucket(12))], 10)).toBe(4);
    expect(await admitted([charge('a', bucket(3))], 10)).toBe(0);
  });

  it('gives nothing back for a clock that goes back', async () => {
    await admitted([charge('a', bucket(3)), charge('b', quota(3))], 3);
    clock.advance(-10 * minute);
    expect(await admitted([charge('a', bucket(3))], 3)).toBe(0);
    expect(await admitted([charge('b', quota(3))], 3)).toBe(0);
    clock.advance(10 * minute + minute / 3);
    expect(await admitted([charge('a', bucket(3))], 3)).toBe(1);
  });
}
