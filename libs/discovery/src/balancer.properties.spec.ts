import fc from 'fast-check';
import { createScriptedResolver } from '../test/scripted-resolver.ts';
import { createBalancer, toEndpoint, type BalancingPolicy, type Lease } from './index.ts';
import { leastOutstanding, roundRobin, weighted } from './policies.ts';

type Step =
  | { readonly do: 'pick'; readonly tried: readonly string[] }
  | { readonly do: 'end'; readonly which: number; readonly outcome: 'succeed' | 'fail' | 'refuse' | undefined }
  | { readonly do: 'readmit'; readonly id: string }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'tell'; readonly set: readonly (readonly [address: string, priority: number])[] };

const addresses = ['a:1', 'b:1', 'c:1', 'd:1', 'e:1', 'f:1'];

const pick = fc.record({ do: fc.constant('pick' as const), tried: fc.subarray(addresses) });
const end = fc.record({
  do: fc.constant('end' as const),
  which: fc.nat(),
  // Failures are frequent, so that ejections occur.
  outcome: fc.constantFrom(
    'succeed' as const,
    'fail' as const,
    'fail' as const,
    'fail' as const,
    'refuse' as const,
    undefined,
  ),
});
const readmit = fc.record({ do: fc.constant('readmit' as const), id: fc.constantFrom(...addresses) });
const wait = fc.record({ do: fc.constant('wait' as const), ms: fc.nat(20_000) });
const tell = fc.record({
  do: fc.constant('tell' as const),
  set: fc
    .subarray(addresses, { minLength: 1 })
    .chain((some) => fc.tuple(...some.map((address) => fc.tuple(fc.constant(address), fc.nat(1))))),
});
const history = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: pick },
    { weight: 6, arbitrary: end },
    { weight: 1, arbitrary: wait },
    { weight: 2, arbitrary: readmit },
    { weight: 1, arbitrary: tell },
  ) as fc.Arbitrary<Step>,
  { minLength: 50, maxLength: 200, size: 'max' },
);

/** A balancer, and the test's record of it: leases that are out, and which of them are probes. */
function start(policy: BalancingPolicy) {
  const resolver = createScriptedResolver();
  const clock = { ms: 0 };
  const removed: string[] = [];
  const balancer = createBalancer({
    resolver,
    policy,
    ejection: { failures: 2 },
    now: () => clock.ms,
    onRemoved: ({ id }) => removed.push(id),
  });
  resolver.tell('a:1', 'b:1', 'c:1');
  return { balancer, resolver, clock, removed, out: [] as Lease[], probes: new Map<string, Lease>() };
}

type World = ReturnType<typeof start>;
const known = ({ balancer }: World) => balancer.snapshot().endpoints;

function take(world: World, step: Step): void {
  const { resolver, clock, out } = world;
  switch (step.do) {
    case 'tell':
      return resolver.tell(...step.set.map(([address, priority]) => toEndpoint({ address, priority })));
    case 'wait':
      clock.ms += step.ms;
      return;
    case 'readmit':
      return world.balancer.readmit(step.id);
    case 'end': {
      const [lease] = out.splice(step.which % Math.max(1, out.length), 1);
      if (step.outcome) lease?.[step.outcome]();
      lease?.release();
      return;
    }
    case 'pick':
      return takeLease(world, new Set(step.tried));
  }
}

function takeLease(world: World, tried: ReadonlySet<string>): void {
  const before = known(world);
  const lease = world.balancer.pick(tried);
  const { id, priority } = lease.endpoint;
  const { state } = before.find(({ endpoint }) => endpoint.id === id)!;
  const isProbed = (id: string): boolean => world.out.includes(world.probes.get(id)!);
  const inOrder = before.filter(
    (it) => it.state === 'healthy' || (it.state === 'half-open' && !isProbed(it.endpoint.id)),
  );
  // The last resort is used when no endpoint is in order, and only then.
  expect(lease.isLastResort).toBe(inOrder.length === 0);
  if (lease.isLastResort) {
    if ((state === 'ejected' || state === 'half-open') && !isProbed(id)) world.probes.set(id, lease);
    return void world.out.push(lease);
  }
  expect(['healthy', 'half-open']).toContain(state);
  if (state === 'half-open') {
    expect(world.out).not.toContain(world.probes.get(id));
    world.probes.set(id, lease);
  }
  // Endpoints that were not tried come before those that were; among them, the lower priority number comes first.
  const others = before.filter(({ endpoint, ...it }) => it.state === 'healthy' && !tried.has(endpoint.id));
  if (others.length > 0) expect(tried).not.toContain(id);
  for (const { endpoint } of others) expect(endpoint.priority).toBeGreaterThanOrEqual(priority);
  world.out.push(lease);
}

/** Invariants after every step. Returns the number of ejected endpoints. */
function check(world: World): number {
  const { out, probes } = world;
  const now = known(world);
  // No lease is lost: each is counted at its endpoint, which is in the set or draining.
  const counted = now.reduce((sum, { outstanding }) => sum + outstanding, 0);
  expect(counted).toBe(out.length);
  for (const { endpoint, outstanding, state } of now) {
    expect(outstanding).toBe(out.filter((lease) => lease.endpoint.id === endpoint.id).length);
    if (state === 'draining') expect(outstanding).toBeGreaterThan(0);
    // A lease is a probe only of the ejection in which it was taken.
    if (state === 'healthy' || state === 'refusing') probes.delete(endpoint.id);
  }
  // Failures alone never eject all of the last priority.
  // More than half of it is ejected only where the rest is in order.
  const inUse = now.filter(({ state }) => state !== 'draining');
  const last = Math.max(...inUse.map(({ endpoint }) => endpoint.priority));
  const tier = inUse.filter(({ endpoint }) => endpoint.priority === last);
  const count = (...states: string[]): number => tier.filter(({ state }) => states.includes(state)).length;
  expect(count('ejected', 'half-open')).toBeLessThan(Math.max(tier.length, 1));
  return inUse.filter(({ state }) => state !== 'healthy').length;
}

describe.each([roundRobin, weighted, leastOutstanding])('over any history, $name', (policy) => {
  it('picks nobody who is ejected, makes one probe at a time, prefers the untried, and loses no lease', () => {
    const seen = { ejected: 0, removed: 0, picked: 0 };
    fc.assert(
      fc.property(history, (steps) => {
        const world = start(policy);
        for (const step of steps) {
          take(world, step);
          seen.ejected += check(world);
          if (step.do === 'pick') seen.picked += 1;
        }
        seen.removed += world.removed.length;
        // After all releases no endpoint is draining; after closing, all have been removed.
        for (const lease of world.out) lease.release();
        expect(known(world).filter(({ state, outstanding }) => state === 'draining' || outstanding > 0)).toEqual([]);
        world.balancer.close();
        expect(known(world)).toEqual([]);
      }),
      { numRuns: 40, endOnFailure: true },
    );
    // Guards against a vacuous run: ejections, removals and picks all occurred.
    expect(Math.min(seen.ejected, seen.removed, seen.picked)).toBeGreaterThan(100);
  });
});
