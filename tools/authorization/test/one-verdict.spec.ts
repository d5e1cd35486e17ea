/** Policy compared with every BFF at its front door. A principal gets the same verdict on an action from each. */

import { jest } from '@jest/globals';
import { newCall } from '@frontage/call';
import { currencies } from '@frontage/dto-mapping/money';
import { createOrdersClient, type Order, type OrdersClient } from '@frontage/orders-client';
import {
  actions,
  admit,
  anonymousPrincipal,
  grantsOf,
  may,
  modes,
  regions,
  scopes,
  tiers,
  type Action,
  type Principal,
  type Scope,
} from '@frontage/policy';
import type { Target, Told } from '@frontage/proof';
import { people } from '@frontage/seed';
import { testIdentity } from '@frontage/service-host';
import { parseServiceLocation, specPolicy } from '@frontage/upstream';
import fc from 'fast-check';
import { openFrontDoors, type FrontDoor, type FrontDoors } from './front-doors.ts';

// Hundreds of requests, on busy machines.
jest.setTimeout(120_000);

let bed: FrontDoors;
let orders: readonly Order[];
beforeAll(async () => {
  bed = await openFrontDoors();
  orders = await someOrders(bed.domain.services.orders.url);
});
afterAll(() => bed.close());

/** Orders of the seed, which no process changes. They are of two customers and two partners, cheap and dear. */
async function someOrders(url: string): Promise<readonly Order[]> {
  const client = createOrdersClient({ ...specPolicy, identity: testIdentity, location: parseServiceLocation(url) });
  try {
    const owners = ['customer ada', 'customer bob', 'partner acme', 'partner globex'].map((text) => text.split(' '));
    const pages = await Promise.all(
      owners.map(([kind, id]) => ownersOrders(client, { kind: kind as 'customer' | 'partner', id: id! })),
    );
    return pages.flat();
  } finally {
    await client.close();
  }
}

async function ownersOrders(client: OrdersClient, owner: Order['owner']): Promise<Order[]> {
  const page = await client.list({ owner, limit: 100 }, newCall({ caller: owner }));
  const settled = page.orders.filter(({ status }) => status === 'DELIVERED' || status === 'CANCELLED');
  return settled
    .toSorted((a, b) => a.total.amount - b.total.amount)
    .filter((_, index, all) => index < 2 || index > all.length - 3);
}

const persons = fc
  .constantFrom(...people)
  .map(({ id, role, tier }): Principal => (role === 'support' ? { kind: role, id } : { kind: role, id, tier }));
const partners = (some: fc.Arbitrary<Scope[]>): fc.Arbitrary<Principal> =>
  fc.record({
    kind: fc.constant('partner' as const),
    id: fc.constantFrom('acme', 'globex'),
    keyId: fc.constant(''),
    mode: fc.constantFrom(...modes),
    tier: fc.constantFrom(...tiers),
    scopes: some.map((list) => new Set(list)),
    regions: fc.subarray([...regions]).map((list) => new Set(list)),
  });
const principals: fc.Arbitrary<Principal> = fc.oneof(
  fc.constant<Principal>(anonymousPrincipal),
  { arbitrary: persons, weight: 3 },
  { arbitrary: partners(fc.subarray([...scopes])), weight: 3 },
);

/** Pairs of principal and target. Orders are the principal's own, where it has some, as often as any. */
const cases = (who: fc.Arbitrary<Principal>): fc.Arbitrary<readonly [Principal, Target]> =>
  who.chain((principal) => {
    const own = orders.filter(
      ({ owner }) => owner.kind === principal.kind && 'id' in principal && owner.id === principal.id,
    );
    const order = fc.oneof(fc.constantFrom(...(own.length > 0 ? own : orders)), fc.constantFrom(...orders));
    return fc.tuple(fc.constant(principal), fc.record({ order, currency: fc.constantFrom(...currencies) }));
  });

/** Verdict that the table gives this principal. */
function expected(who: Principal, action: Action, { order, currency }: Target): Told {
  if (admit(who, { kind: 'permission', action }) === 'unauthenticated') return 'unauthenticated';
  return may(who, action, action === 'order:place' ? { currency } : order);
}

/** Front doors that take this kind of caller and offer the action. */
const offering = (action: Action, who: Principal): FrontDoor[] =>
  bed.doors.filter(({ callers, attempts }) => callers.includes(who.kind) && attempts[action] !== undefined);

describe('one verdict', () => {
  /** Verdicts of every BFF that offers the action to this principal. */
  async function hear(action: Action, who: Principal, target: Target): Promise<Told[]> {
    const all: Told[] = [];
    for (const { name, attempts, clientOf } of offering(action, who)) {
      const told = await attempts[action]!(await clientOf(who), target);
      if (told !== undefined) expect([name, told]).toEqual([name, expected(who, action, target)]);
      all.push(told);
    }
    return all;
  }

  it('of the table and of every BFF, for anybody, any action and any order', async () => {
    const heard = new Set<Told>();
    const trial = fc.asyncProperty(fc.constantFrom(...actions), cases(principals), async (action, [who, target]) => {
      for (const told of await hear(action, who, target)) heard.add(told);
    });
    await fc.assert(trial, { numRuns: 400 });
    // A run without one of the verdicts would prove little.
    for (const verdict of ['granted', 'denied', 'hidden', 'unauthenticated'] as const) expect(heard).toContain(verdict);
  });

  it('also where limits are met: for partners who may do everything else', async () => {
    const limited = actions.filter((action) => grantsOf(action).some(({ limits }) => limits));
    const heard = new Set<Told>();
    const everything = partners(fc.constant([...scopes]));
    const trial = fc.asyncProperty(fc.constantFrom(...limited), cases(everything), async (action, [who, target]) => {
      for (const told of await hear(action, who, target)) heard.add(told);
    });
    await fc.assert(trial, { numRuns: 150 });
    for (const verdict of ['granted', 'denied', 'hidden'] as const) expect(heard).toContain(verdict);
  });

  it('is heard at the door of every operation that is declared', async () => {
    const rows = bed.doors.flatMap((door) => door.rows.map((row) => ({ door, ...row })));
    const trial = fc.asyncProperty(
      principals,
      fc.constantFrom(...rows),
      async (who, { door, operation, access, ask }) => {
        fc.pre(door.callers.includes(who.kind));
        const { status } = await (await door.clientOf(who))(ask);
        const refused = status === 401 ? 'unauthenticated' : status === 403 ? 'denied' : 'admitted';
        expect([door.name, operation, refused]).toEqual([door.name, operation, admit(who, access)]);
      },
    );
    await fc.assert(trial, { numRuns: 300 });
  });

  it('is tried wherever it depends on more than who asks', () => {
    const conditional = actions.filter((action) => grantsOf(action).some(({ which, limits }) => which ?? limits));
    for (const { name, rows, fields, attempts } of bed.doors) {
      const offered = rows.flatMap(({ access }) => (access.kind === 'permission' ? [access.action] : []));
      const tried = [
        ...offered.filter((action) => conditional.includes(action)),
        ...fields.map(({ action }) => action),
      ];
      expect([name, tried.filter((action) => !(action in attempts))]).toEqual([name, []]);
    }
  });
});

describe('orders', () => {
  it('here are cheap and dear, so that limits are met', () => {
    const worths = orders.filter(({ owner }) => owner.kind === 'partner').map(({ total }) => total.amount);
    expect(Math.min(...worths)).toBeLessThan(1_000_000);
    expect(Math.max(...worths)).toBeGreaterThan(1_000_000);
  });
});
