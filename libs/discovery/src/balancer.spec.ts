import { jest } from '@jest/globals';
import { createScriptedResolver } from '../test/scripted-resolver.ts';
import { createBalancer, createResolver, parseServiceLocation, toEndpoint, type BalancerEvent } from './index.ts';
import { leastOutstanding, roundRobin } from './policies.ts';
import type { Balancer, BalancerOptions } from './balancer.ts';

const balancers: Balancer[] = [];
afterEach(() => {
  for (const balancer of balancers.splice(0)) balancer.close();
  jest.useRealTimers();
});

/** A balancer over a scripted source, with a clock that the test moves. */
function balance(options: Partial<BalancerOptions> = {}, ...first: Parameters<typeof toEndpoint>[0]['address'][]) {
  const resolver = createScriptedResolver();
  const events: BalancerEvent[] = [];
  const removed: string[] = [];
  const clock = { ms: 1_000 };
  const balancer = createBalancer({
    resolver,
    now: () => clock.ms,
    onEvent: (event) => events.push(event),
    onRemoved: ({ id }) => removed.push(id),
    ...options,
  });
  balancers.push(balancer);
  if (first.length > 0) resolver.tell(...first);
  const kinds = () => events.map((event) => ('endpoint' in event ? `${event.kind} ${event.endpoint.id}` : event.kind));
  const stateOf = (id: string) => balancer.snapshot().endpoints.find(({ endpoint }) => endpoint.id === id)?.state;
  return { balancer, resolver, events, kinds, removed, clock, stateOf };
}

/** Picks until it is this endpoint's turn. */
function leaseOf(balancer: Balancer, id: string) {
  for (let turn = 0; turn < 20; turn += 1) {
    const lease = balancer.pick();
    if (lease.endpoint.id === id) return lease;
    lease.release();
  }
  throw new Error(`${id} is never picked`);
}

function failTimes(balancer: Balancer, id: string, times: number): void {
  for (let time = 0; time < times; time += 1) {
    const lease = leaseOf(balancer, id);
    lease.fail();
    lease.release();
  }
}

const picks = (balancer: Balancer, times: number): string[] =>
  Array.from({ length: times }, () => {
    const lease = balancer.pick();
    lease.release();
    return lease.endpoint.id;
  });

const priority = (address: string, level: number) => toEndpoint({ address, priority: level });

describe('picking', () => {
  it('takes turns by weight over a list from the configuration', () => {
    const resolver = createResolver(parseServiceLocation('http://a:1;w=3,http://b:1'));
    const { balancer } = balance({ resolver });
    expect(picks(balancer, 8).toSorted()).toEqual(['a:1', 'a:1', 'a:1', 'a:1', 'a:1', 'a:1', 'b:1', 'b:1']);
  });

  it('counts leases that are out, and uses the endpoint that has fewest', () => {
    const { balancer } = balance({ policy: leastOutstanding }, 'a:1', 'b:1');
    const slow = leaseOf(balancer, 'a:1');
    expect(picks(balancer, 4)).toEqual(['b:1', 'b:1', 'b:1', 'b:1']);
    expect(balancer.snapshot().endpoints.map(({ outstanding }) => outstanding)).toEqual([1, 0]);
    slow.release();
    slow.release();
    expect(balancer.snapshot().endpoints.map(({ outstanding }) => outstanding)).toEqual([0, 0]);
    expect(new Set(picks(balancer, 4))).toEqual(new Set(['a:1', 'b:1']));
  });

  it('does not meet who was tried already, as long as there is somebody else', () => {
    const { balancer } = balance({}, 'a:1', 'b:1', 'c:1');
    const tried = new Set<string>();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { endpoint } = balancer.pick(tried);
      expect(tried).not.toContain(endpoint.id);
      tried.add(endpoint.id);
    }
    expect(tried).toContain(balancer.pick(tried).endpoint.id);
  });

  it('uses the lowest priority number, and the next one only once nobody before it is in order', () => {
    const { balancer, resolver } = balance();
    resolver.tell(priority('backup:1', 20), priority('a:1', 10), priority('b:1', 10));
    expect(new Set(picks(balancer, 10))).toEqual(new Set(['a:1', 'b:1']));
    failTimes(balancer, 'a:1', 5);
    expect(new Set(picks(balancer, 10))).toEqual(new Set(['b:1']));
    failTimes(balancer, 'b:1', 5);
    expect(new Set(picks(balancer, 10))).toEqual(new Set(['backup:1']));
  });
});

describe('before anybody is known', () => {
  it('picking fails with UNAVAILABLE, and with the reason once there is one', () => {
    const { balancer, resolver } = balance();
    expect(() => balancer.pick()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
    const cause = new Error('queryA ESERVFAIL catalog.test');
    resolver.fail(cause);
    expect(() => balancer.pick()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', cause }));
    expect(balancer.snapshot()).toEqual({ endpoints: [], unresolved: cause });
    resolver.tell('a:1');
    expect(picks(balancer, 1)).toEqual(['a:1']);
    expect(balancer.snapshot()).not.toHaveProperty('unresolved');
  });

  it.each([
    ['told a set', (source: ReturnType<typeof createScriptedResolver>) => source.tell('a:1')],
    ['told that there is nobody', (source: ReturnType<typeof createScriptedResolver>) => source.tell()],
    ['told nothing, because the source fails', (source: ReturnType<typeof createScriptedResolver>) => source.fail('x')],
  ])('is settled once it is %s', async (_, speak) => {
    const { balancer, resolver } = balance();
    let isSettled = false;
    const settled = balancer.settled().then(() => (isSettled = true));
    await Promise.resolve();
    expect(isSettled).toBe(false);
    speak(resolver);
    await settled;
  });

  it('is settled from the start over a static list', async () => {
    const { balancer } = balance({ resolver: createResolver(parseServiceLocation('http://a:1')) });
    await balancer.settled();
    expect(picks(balancer, 1)).toEqual(['a:1']);
  });
});

describe('the last known set', () => {
  it('stands while the source fails, and the failure is told once', () => {
    const { balancer, resolver, kinds } = balance({}, 'a:1', 'b:1');
    for (let time = 0; time < 5; time += 1) resolver.fail(new Error('SERVFAIL'));
    expect(new Set(picks(balancer, 4))).toEqual(new Set(['a:1', 'b:1']));
    resolver.tell('a:1');
    resolver.fail(new Error('SERVFAIL'));
    expect(kinds()).toEqual(['changed', 'unresolved', 'resolved', 'changed', 'unresolved']);
  });

  it('is kept through an empty answer for its grace period, however often that is repeated, and no longer', () => {
    jest.useFakeTimers();
    const { balancer, resolver } = balance({ emptyGraceMs: 30_000 }, 'a:1');
    resolver.tell();
    jest.advanceTimersByTime(20_000);
    resolver.tell();
    jest.advanceTimersByTime(9_999);
    expect(picks(balancer, 1)).toEqual(['a:1']);
    jest.advanceTimersByTime(1);
    expect(() => balancer.pick()).toThrow('A service cannot be reached.');
    resolver.tell('b:1');
    expect(picks(balancer, 1)).toEqual(['b:1']);
  });

  it('is replaced by the next good one within the grace period, which then begins anew', () => {
    jest.useFakeTimers();
    const { balancer, resolver } = balance({ emptyGraceMs: 30_000 }, 'a:1');
    resolver.tell();
    jest.advanceTimersByTime(29_999);
    resolver.tell('b:1');
    jest.advanceTimersByTime(60_000);
    expect(picks(balancer, 1)).toEqual(['b:1']);
    resolver.tell();
    jest.advanceTimersByTime(29_999);
    expect(picks(balancer, 1)).toEqual(['b:1']);
  });

  it('is not emptied by what was said before the next good one', () => {
    jest.useFakeTimers();
    const { balancer, resolver } = balance({ emptyGraceMs: 30_000 }, 'a:1');
    resolver.tell();
    resolver.tell();
    resolver.tell('b:1');
    jest.advanceTimersByTime(120_000);
    expect(picks(balancer, 1)).toEqual(['b:1']);
  });

  it('leaves no timer and no watch behind when the balancer is closed', () => {
    jest.useFakeTimers();
    const { balancer, resolver } = balance({}, 'a:1');
    resolver.tell();
    balancer.close();
    expect([jest.getTimerCount(), resolver.watches]).toEqual([0, 0]);
    expect(() => balancer.pick()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  });
});

describe('ejection', () => {
  it('comes after failures in a row, and not after as many among successes', () => {
    const { balancer, kinds, stateOf } = balance({}, 'a:1', 'b:1');
    for (let round = 0; round < 5; round += 1) {
      failTimes(balancer, 'a:1', 4);
      const lease = leaseOf(balancer, 'a:1');
      lease.succeed();
      lease.release();
    }
    expect(stateOf('a:1')).toBe('healthy');
    failTimes(balancer, 'a:1', 5);
    expect(stateOf('a:1')).toBe('ejected');
    expect(kinds()).toEqual(['changed', 'ejected a:1']);
    expect(picks(balancer, 4)).toEqual(['b:1', 'b:1', 'b:1', 'b:1']);
  });

  it('grows from 5 s to 60 s as probes fail, one probe at a time', () => {
    const { balancer, events, clock, stateOf } = balance({}, 'a:1', 'b:1');
    failTimes(balancer, 'a:1', 5);
    for (const forMs of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
      expect(events.at(-1)).toMatchObject({ kind: 'ejected', forMs });
      clock.ms += forMs - 1;
      expect(picks(balancer, 4)).not.toContain('a:1');
      clock.ms += 1;
      expect(stateOf('a:1')).toBe('half-open');
      const probe = leaseOf(balancer, 'a:1');
      expect(picks(balancer, 4)).not.toContain('a:1');
      probe.fail();
      probe.release();
    }
  });

  it('ends by itself with one good probe', () => {
    const { balancer, kinds, clock, stateOf } = balance({ policy: roundRobin }, 'a:1', 'b:1');
    failTimes(balancer, 'a:1', 5);
    clock.ms += 5_000;
    const probe = leaseOf(balancer, 'a:1');
    probe.succeed();
    probe.release();
    expect(stateOf('a:1')).toBe('healthy');
    expect(kinds()).toEqual(['changed', 'ejected a:1', 'recovered a:1']);
    expect(picks(balancer, 4).filter((id) => id === 'a:1')).toHaveLength(2);
  });

  it('makes room for another probe when one ends without a outcome', () => {
    const { balancer, clock } = balance({}, 'a:1', 'b:1');
    failTimes(balancer, 'a:1', 5);
    clock.ms += 5_000;
    leaseOf(balancer, 'a:1').release();
    const probe = leaseOf(balancer, 'a:1');
    expect(picks(balancer, 4)).not.toContain('a:1');
    probe.succeed();
  });

  it.each([
    ['remembers the past of who fails again soon', 59_999, 10_000],
    ['forgets it after a minute in order', 60_000, 5_000],
  ])('%s', (_, inOrderMs, forMs) => {
    const { balancer, events, clock } = balance({}, 'a:1', 'b:1');
    failTimes(balancer, 'a:1', 5);
    clock.ms += 5_000;
    const probe = leaseOf(balancer, 'a:1');
    probe.succeed();
    probe.release();
    clock.ms += inOrderMs;
    failTimes(balancer, 'a:1', 5);
    expect(events.at(-1)).toMatchObject({ kind: 'ejected', forMs });
  });

  it('is not decided by calls that were under way when it was: neither lengthened nor ended', () => {
    const { balancer, kinds, clock, stateOf } = balance({}, 'a:1', 'b:1');
    const underWay = Array.from({ length: 4 }, () => leaseOf(balancer, 'a:1'));
    failTimes(balancer, 'a:1', 5);
    underWay[0]!.fail();
    underWay[1]!.succeed();
    expect(stateOf('a:1')).toBe('ejected');
    clock.ms += 5_000;
    const probe = leaseOf(balancer, 'a:1');
    underWay[2]!.succeed();
    expect(stateOf('a:1')).toBe('half-open');
    underWay[3]!.release();
    expect(picks(balancer, 4)).not.toContain('a:1');
    probe.succeed();
    expect(kinds()).toEqual(['changed', 'ejected a:1', 'recovered a:1']);
  });

  it('is not ended by the probe of an earlier one, which makes no room for another either', () => {
    const { balancer, resolver, clock, stateOf } = balance({}, 'a:1', 'b:1');
    failTimes(balancer, 'a:1', 5);
    clock.ms += 5_000;
    const earlier = leaseOf(balancer, 'a:1');
    resolver.tell('a:1');
    resolver.tell('a:1', 'b:1');
    failTimes(balancer, 'a:1', 5);
    earlier.succeed();
    expect(stateOf('a:1')).toBe('ejected');
    clock.ms += 10_000;
    const probe = leaseOf(balancer, 'a:1');
    earlier.release();
    expect(picks(balancer, 4)).not.toContain('a:1');
    probe.succeed();
    expect(stateOf('a:1')).toBe('healthy');
  });

  it('counts the first outcome of a lease, and none after its release', () => {
    const { balancer, stateOf } = balance({ ejection: { failures: 2 } }, 'a:1', 'b:1');
    const lease = leaseOf(balancer, 'a:1');
    lease.fail();
    lease.fail();
    lease.release();
    lease.fail();
    expect(stateOf('a:1')).toBe('healthy');
    const late = leaseOf(balancer, 'a:1');
    late.release();
    late.fail();
    expect(stateOf('a:1')).toBe('healthy');
    failTimes(balancer, 'a:1', 1);
    expect(stateOf('a:1')).toBe('ejected');
  });

  it.each([
    [1, 0],
    [2, 1],
    [3, 1],
    [4, 2],
    [5, 2],
  ])('of %d endpoints that all fail takes %d at most', (size, most) => {
    const ids = Array.from({ length: size }, (_, index) => `e${index}:1`);
    const { balancer, kinds } = balance({}, ...ids);
    for (let time = 0; time < 200; time += 1) {
      const lease = balancer.pick();
      lease.fail();
      lease.release();
    }
    expect(kinds().filter((kind) => kind.startsWith('ejected'))).toHaveLength(most);
  });

  it('takes who was failing all along as soon as another is back', () => {
    const { balancer, clock, stateOf } = balance({}, 'a:1', 'b:1');
    failTimes(balancer, 'a:1', 5);
    failTimes(balancer, 'b:1', 9);
    expect([stateOf('a:1'), stateOf('b:1')]).toEqual(['ejected', 'healthy']);
    clock.ms += 5_000;
    const probe = leaseOf(balancer, 'a:1');
    probe.succeed();
    probe.release();
    failTimes(balancer, 'b:1', 1);
    expect([stateOf('a:1'), stateOf('b:1')]).toEqual(['healthy', 'ejected']);
  });

  it('may take all of a priority that has another behind it, of which half must stay', () => {
    const { balancer, resolver, stateOf } = balance();
    resolver.tell(priority('a:1', 0), priority('b:1', 0), priority('x:1', 1), priority('y:1', 1));
    for (const id of ['a:1', 'b:1', 'x:1']) failTimes(balancer, id, 5);
    failTimes(balancer, 'y:1', 20);
    expect(['a:1', 'b:1', 'x:1', 'y:1'].map(stateOf)).toEqual(['ejected', 'ejected', 'ejected', 'healthy']);
  });

  it("gives way where what is left is well: then the failure is not everybody's", () => {
    const { balancer, stateOf } = balance({}, 'a:1', 'b:1', 'c:1');
    const answer = (): void => {
      const lease = leaseOf(balancer, 'c:1');
      lease.succeed();
      lease.release();
    };
    failTimes(balancer, 'a:1', 5);
    failTimes(balancer, 'b:1', 20);
    expect(['a:1', 'b:1'].map(stateOf)).toEqual(['ejected', 'healthy']);
    answer();
    failTimes(balancer, 'b:1', 1);
    expect(['a:1', 'b:1'].map(stateOf)).toEqual(['ejected', 'ejected']);
    // The last endpoint cannot be spared either.
    failTimes(balancer, 'c:1', 20);
    expect(stateOf('c:1')).toBe('healthy');
  });

  it('passes over whoever refuses connections at once, all but none of a set, until it is readmitted', () => {
    const { balancer, stateOf, kinds } = balance({}, 'a:1', 'b:1', 'c:1');
    for (const id of ['a:1', 'b:1']) {
      const lease = leaseOf(balancer, id);
      lease.refuse();
      lease.release();
    }
    expect(['a:1', 'b:1', 'c:1'].map(stateOf)).toEqual(['refusing', 'refusing', 'healthy']);
    expect(picks(balancer, 6)).toEqual(Array.from({ length: 6 }, () => 'c:1'));
    const last = leaseOf(balancer, 'c:1');
    last.refuse();
    last.release();
    // The last resort: an endpoint is tried all the same.
    expect(balancer.pick()).toMatchObject({ isLastResort: true });
    balancer.readmit('a:1');
    balancer.readmit('unknown:1');
    expect(picks(balancer, 3)).toEqual(['a:1', 'a:1', 'a:1']);
    expect(kinds()).toEqual(['changed', 'refusing a:1', 'refusing b:1', 'refusing c:1', 'recovered a:1']);
  });

  it('is taken back from those who would be back first when the set shrinks to them', () => {
    const { balancer, resolver, clock, stateOf } = balance({}, 'a:1', 'b:1', 'c:1', 'd:1');
    failTimes(balancer, 'a:1', 5);
    clock.ms += 1_000;
    failTimes(balancer, 'b:1', 5);
    resolver.tell('a:1', 'b:1');
    expect([stateOf('a:1'), stateOf('b:1')]).toEqual(['healthy', 'ejected']);
  });

  it('can be switched off', () => {
    const { balancer, kinds } = balance({ ejection: false }, 'a:1', 'b:1');
    failTimes(balancer, 'a:1', 100);
    expect(kinds()).toEqual(['changed']);
    expect(picks(balancer, 4)).toContain('a:1');
  });

  it('and failing without it hint to the source that the set may be stale', () => {
    const { balancer, resolver } = balance({}, 'only:1');
    failTimes(balancer, 'only:1', 4);
    expect(resolver.hints).toBe(0);
    failTimes(balancer, 'only:1', 1);
    expect(resolver.hints).toBe(1);
  });
});

describe('a change of the set', () => {
  it('leaves leases of who is gone valid, and tells of each once its last one is released', () => {
    const { balancer, resolver, removed, stateOf } = balance({}, 'a:1', 'b:1');
    const [first, second] = [leaseOf(balancer, 'a:1'), leaseOf(balancer, 'a:1')];
    resolver.tell('b:1', 'c:1');
    expect(stateOf('a:1')).toBe('draining');
    expect(picks(balancer, 6)).not.toContain('a:1');
    first.succeed();
    first.release();
    first.release();
    expect(removed).toEqual([]);
    second.fail();
    second.release();
    expect(removed).toEqual(['a:1']);
    expect(stateOf('a:1')).toBeUndefined();
    resolver.tell('c:1');
    expect(removed).toEqual(['a:1', 'b:1']);
  });

  it('holds nothing against who is gone: it may have been shut down', () => {
    const { balancer, resolver, kinds } = balance({ ejection: { failures: 1 } }, 'a:1', 'b:1');
    const lease = leaseOf(balancer, 'a:1');
    resolver.tell('b:1');
    lease.fail();
    lease.release();
    expect(kinds()).toEqual(['changed', 'changed']);
    expect(resolver.hints).toBe(0);
  });

  it('takes back who returns before the last lease, with its past', () => {
    const { balancer, resolver, removed, stateOf } = balance({}, 'a:1', 'b:1');
    const lease = leaseOf(balancer, 'a:1');
    failTimes(balancer, 'a:1', 5);
    resolver.tell('b:1');
    resolver.tell('a:1', 'b:1');
    lease.release();
    expect(removed).toEqual([]);
    expect(stateOf('a:1')).toBe('ejected');
  });

  it('keeps the health of who stays, and takes over a new weight', () => {
    const { balancer, resolver, stateOf, events } = balance({}, 'a:1', 'b:1', 'c:1');
    failTimes(balancer, 'a:1', 5);
    resolver.tell('a:1', toEndpoint({ address: 'b:1', weight: 3 }), 'c:1');
    expect(stateOf('a:1')).toBe('ejected');
    expect(picks(balancer, 8).filter((id) => id === 'b:1')).toHaveLength(6);
    expect(events.filter(({ kind }) => kind === 'changed')).toHaveLength(1);
  });

  it('with one endpoint told twice knows it once', () => {
    const { balancer } = balance({}, 'a:1', 'a:1', 'b:1');
    expect(balancer.snapshot().endpoints).toHaveLength(2);
    expect(picks(balancer, 4).toSorted()).toEqual(['a:1', 'a:1', 'b:1', 'b:1']);
  });

  it('is also closing: everybody leaves, as soon as its leases are released', () => {
    const { balancer, removed } = balance({}, 'a:1', 'b:1');
    const lease = leaseOf(balancer, 'a:1');
    balancer.close();
    expect(removed).toEqual(['b:1']);
    lease.succeed();
    lease.release();
    expect(removed).toEqual(['b:1', 'a:1']);
  });
});
