/** The table of the policy against the three BFFs at their front doors: whoever asks, wherever, for whatever, hears one verdict. */

import { jest } from '@jest/globals';
import { newCall } from '@frontage/call';
import { currencies } from '@frontage/dto-mapping';
import { createOrdersClient, type Order, type OrdersClient } from '@frontage/orders-client';
import {
  actions,
  admit,
  anonymousPrincipal,
  grantsOf,
  may,
  regions,
  scopes,
  tiers,
  type Action,
  type Principal,
  type Scope,
} from '@frontage/policy';
import { people } from '@frontage/seed';
import { testIdentity } from '@frontage/service-host';
import { parseServiceLocation, specPolicy } from '@frontage/upstream';
import fc from 'fast-check';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { bffNames, comers, declaredBy, root, type BffName, type Declared } from '../src/rows.ts';
import { attempts, type Target, type Told } from './attempts.ts';
import { openHouse, type House } from './house.ts';
import { askFor } from './root-field.ts';

// Hundreds of requests, on machines that are busy with others.
jest.setTimeout(120_000);

let house: House;
let orders: readonly Order[];
let declared: Readonly<Record<BffName, Declared>>;
let schema: GraphQLSchema;
beforeAll(async () => {
  house = await openHouse();
  orders = await someOrders(house.domain.services.orders.url);
  const all = await Promise.all(bffNames.map(async (name) => [name, await declaredBy[name]()] as const));
  declared = Object.fromEntries(all) as Record<BffName, Declared>;
  schema = buildSchema(readFileSync(new URL('apps/web-bff/schema.graphql', root), 'utf8'));
});
afterAll(() => house.close());

/** Orders of the past, that nothing moves any more: of two customers and two partners, cheap and dear. */
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
    tier: fc.constantFrom(...tiers),
    scopes: some.map((list) => new Set(list)),
    regions: fc.subarray([...regions]).map((list) => new Set(list)),
  });
const principals: fc.Arbitrary<Principal> = fc.oneof(
  fc.constant<Principal>(anonymousPrincipal),
  { arbitrary: persons, weight: 3 },
  { arbitrary: partners(fc.subarray([...scopes])), weight: 3 },
);

/** Somebody and something: of orders, as often their own as any. */
const cases = (who: fc.Arbitrary<Principal>): fc.Arbitrary<readonly [Principal, Target]> =>
  who.chain((principal) => {
    const own = orders.filter(
      ({ owner }) => owner.kind === principal.kind && 'id' in principal && owner.id === principal.id,
    );
    const order = fc.oneof(fc.constantFrom(...(own.length > 0 ? own : orders)), fc.constantFrom(...orders));
    return fc.tuple(fc.constant(principal), fc.record({ order, currency: fc.constantFrom(...currencies) }));
  });

/** What the table says that this caller should hear. */
function expected(who: Principal, action: Action, { order, currency }: Target): Told {
  if (admit(who, { kind: 'permission', action }) === 'unauthenticated') return 'unauthenticated';
  return may(who, action, action === 'order:place' ? { currency } : order);
}

/** The BFFs to which somebody can come, that have an operation for this. */
const offering = (action: Action, who: Principal): BffName[] =>
  bffNames.filter((bff) => comers[bff].includes(who.kind) && attempts[bff][action] !== undefined);

describe('one verdict', () => {
  /** Asks every BFF that offers this to this caller. Gives what was heard. */
  async function hear(action: Action, who: Principal, target: Target): Promise<Told[]> {
    const all: Told[] = [];
    for (const bff of offering(action, who)) {
      const told = await attempts[bff][action]!(house, who, target);
      if (told !== undefined) expect([bff, told]).toEqual([bff, expected(who, action, target)]);
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
    // A run in which nobody was ever granted, denied or shown nothing would prove little.
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
    const rows = bffNames.flatMap((bff) => declared[bff].rows.map((row) => ({ bff, ...row })));
    const trial = fc.asyncProperty(principals, fc.constantFrom(...rows), async (who, { bff, operation, access }) => {
      fc.pre(comers[bff].includes(who.kind));
      const admission = admit(who, access);
      const status = await (bff === 'web-bff' ? askGraphql(who, operation) : askRest(bff, who, operation));
      const refused = status === 401 ? 'unauthenticated' : status === 403 ? 'denied' : 'admitted';
      expect([bff, operation, refused]).toEqual([bff, operation, admission]);
    });
    await fc.assert(trial, { numRuns: 300 });
  });

  it('is tried wherever it depends on more than who asks', () => {
    const conditional = actions.filter((action) => grantsOf(action).some(({ which, limits }) => which ?? limits));
    for (const bff of bffNames) {
      const offered = declared[bff].rows.flatMap(({ access }) => (access.kind === 'permission' ? [access.action] : []));
      const fields = declared[bff].fields.map(({ action }) => action);
      const untried = [...offered.filter((action) => conditional.includes(action)), ...fields].filter(
        (action) => !(action in attempts[bff]),
      );
      expect([bff, untried]).toEqual([bff, []]);
    }
  });
});

async function askGraphql(who: Principal, operation: string): Promise<number> {
  return (await house.graphql(who, askFor(schema, operation))).status;
}

/** Nothing is valid but the method and the path: who may not come in is told so before that is looked at. */
async function askRest(bff: Exclude<BffName, 'web-bff'>, who: Principal, operation: string): Promise<number> {
  const [method = '', path = ''] = operation.split(' ');
  return (await house.rest(bff, who, { method, path: path.replaceAll(/\{\w+\}/g, 'x') })).status;
}

describe('orders', () => {
  it('here are cheap and dear, so that limits are met', () => {
    const worths = orders.filter(({ owner }) => owner.kind === 'partner').map(({ total }) => total.amount);
    expect(Math.min(...worths)).toBeLessThan(1_000_000);
    expect(Math.max(...worths)).toBeGreaterThan(1_000_000);
  });
});
