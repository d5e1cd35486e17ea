import { currencies } from '@frontage/dto-mapping/money';
import fc from 'fast-check';
import {
  actions,
  admit,
  anonymousPrincipal,
  decideOn,
  demand,
  grantsOf,
  may,
  modes,
  permission,
  publicAccess,
  regions,
  scopes,
  tiers,
  type Action,
  type PartnerPrincipal,
  type Principal,
  type Scope,
} from './index.ts';
import { liveKeyRequired, regionOf } from './document.exports.ts';
import { couldEver, lackOf } from './may.ts';
import type { Resource } from './conditions.ts';

const ada: Principal = { kind: 'customer', id: 'ada', tier: 'gold' };
const sam: Principal = { kind: 'support', id: 'sam' };
const partner = (id: string, more: Partial<PartnerPrincipal> = {}): PartnerPrincipal => ({
  kind: 'partner',
  id,
  keyId: 'k1',
  mode: 'live',
  tier: 'standard',
  scopes: new Set(scopes),
  regions: new Set(regions),
  ...more,
});

describe('may', () => {
  it('lets owners read their orders and hides those of others', () => {
    expect(may(ada, 'order:read', { owner: { kind: 'customer', id: 'ada' } })).toBe('granted');
    expect(may(ada, 'order:read', { owner: { kind: 'customer', id: 'bob' } })).toBe('hidden');
    expect(may(ada, 'order:read')).toBe('hidden');
  });

  it('does not take a partner for a customer of the same name', () => {
    expect(may(partner('ada'), 'order:read', { owner: { kind: 'customer', id: 'ada' } })).toBe('hidden');
    expect(may(partner('ada'), 'order:read', { owner: { kind: 'partner', id: 'ada' } })).toBe('granted');
  });

  it('keeps the modes of a partner apart: what is made in one is hidden in the other', () => {
    const [live, test] = [partner('acme'), partner('acme', { mode: 'test' })];
    const liveOrder: Resource = { owner: { kind: 'partner', id: 'acme' }, total: { amount: 1, currency: 'EUR' } };
    const testOrder: Resource = { ...liveOrder, owner: { kind: 'partner', id: 'acme', mode: 'test' } };
    for (const action of ['order:read', 'order:pay', 'order:cancel'] as const) {
      expect([may(live, action, liveOrder), may(live, action, testOrder)]).toEqual(['granted', 'hidden']);
      expect([may(test, action, testOrder), may(test, action, liveOrder)]).toEqual(['granted', 'hidden']);
    }
  });

  it('denies test keys what all partners share, whatever their scopes', () => {
    const test = partner('acme', { mode: 'test' });
    expect(may(partner('acme'), 'catalog:write')).toBe('granted');
    expect(may(test, 'catalog:write')).toBe('denied');
    expect(may(test, 'partner:catalog')).toBe('granted');
    expect(() => demand(test, 'catalog:write')).toThrow(expect.objectContaining({ reason: 'LIVE_KEY_REQUIRED' }));
    const scopeless = { scopes: new Set<Scope>() };
    // Neither is helped by a scope, nor is another told of modes.
    expect(lackOf(partner('acme', { ...scopeless, mode: 'test' }), 'catalog:write')).toEqual(liveKeyRequired);
    expect(lackOf(partner('acme', scopeless), 'catalog:write')).toMatchObject({ scope: 'catalog:write' });
    expect(lackOf(partner('acme', { ...scopeless, mode: 'test' }), 'order:list')).toMatchObject({
      scope: 'orders:read',
    });
    expect(lackOf(ada, 'catalog:write')).toEqual({ detail: 'You may not do this.' });
  });

  it('denies a partner what the scopes of its key leave out', () => {
    const eur: Resource = { currency: 'EUR' };
    expect(may(partner('acme', { scopes: new Set(['orders:read']) }), 'order:place', eur)).toBe('denied');
    expect(may(partner('acme', { scopes: new Set(['orders:write']) }), 'order:place', eur)).toBe('granted');
  });

  it('lets support read every order and its notes, and change none', () => {
    const owner = { kind: 'customer', id: 'bob' } as const;
    expect(may(sam, 'order:read', { owner })).toBe('granted');
    expect(may(sam, 'order:notes', { owner })).toBe('granted');
    expect(may(sam, 'order:pay', { owner })).toBe('denied');
    expect(may(ada, 'order:notes', { owner: { kind: 'customer', id: 'ada' } })).toBe('denied');
  });

  it('lets a partner order in its regions only', () => {
    const european = partner('acme', { regions: new Set(['EU']) });
    for (const currency of currencies) {
      expect([currency, may(european, 'order:place', { currency })]).toEqual([
        currency,
        regionOf(currency) === 'EU' ? 'granted' : 'denied',
      ]);
    }
    expect(may(european, 'order:place')).toBe('denied');
    expect(may(ada, 'order:place', { currency: 'JPY' })).toBe('granted');
  });

  it('lets a partner pay up to the limit of its tier, and not learn the worth of what others bought', () => {
    const worth = (amount: number, id = 'acme'): Resource => ({
      owner: { kind: 'partner', id },
      total: { amount, currency: 'EUR' },
    });
    const standard = partner('acme');
    expect(may(standard, 'order:pay', worth(1_000_000))).toBe('granted');
    expect(may(standard, 'order:pay', worth(1_000_001))).toBe('denied');
    expect(may(standard, 'order:pay', worth(1_000_001, 'globex'))).toBe('hidden');
    expect(may(standard, 'order:cancel', worth(1_000_001))).toBe('granted');
    expect(may(partner('acme', { tier: 'gold' }), 'order:pay', worth(1_000_001))).toBe('granted');
    expect(may(partner('acme', { tier: 'premium' }), 'order:pay', worth(1_000_000_000))).toBe('granted');
    expect(may(standard, 'order:pay', { owner: { kind: 'partner', id: 'acme' } })).toBe('denied');
  });
});

describe('demand', () => {
  it('says NOT_FOUND for what is hidden, and FORBIDDEN with the reason for what is denied', () => {
    const failure = (principal: Principal, action: Action, resource: Resource): unknown => {
      try {
        return demand(principal, action, resource);
      } catch (error) {
        return error;
      }
    };
    const own: Resource = { owner: { kind: 'partner', id: 'acme' }, total: { amount: 2_000_000, currency: 'EUR' } };
    expect(failure(partner('globex'), 'order:pay', own)).toMatchObject({ code: 'NOT_FOUND' });
    expect(failure(partner('acme'), 'order:pay', own)).toMatchObject({ code: 'FORBIDDEN', reason: 'ABOVE_TIER_LIMIT' });
    expect(failure(sam, 'order:pay', own)).toMatchObject({ code: 'FORBIDDEN', reason: undefined });
    expect(failure(partner('acme'), 'order:cancel', own)).toBeUndefined();
  });
});

describe('admit', () => {
  it('tells "who are you?" from "no"', () => {
    expect(admit(anonymousPrincipal, permission('order:list'))).toBe('unauthenticated');
    expect(admit(sam, permission('order:place', 'demanded'))).toBe('denied');
    expect(admit(ada, permission('order:place', 'demanded'))).toBe('admitted');
    expect(admit(anonymousPrincipal, publicAccess)).toBe('admitted');
  });

  it('does not compile without the source of the resource that an action’s conditions look at, nor with one for others', () => {
    const japan = (input: { readonly currency: 'JPY' }) => input;
    // @ts-expect-error -- the table has conditions for it
    expect(permission('order:read')).toMatchObject({ action: 'order:read' });
    // @ts-expect-error -- the table has none for it
    expect(permission('cart:use', 'demanded')).toMatchObject({ action: 'cart:use' });
    expect(permission('order:place', japan)).toMatchObject({ resource: japan });
  });

  it('refuses all that has conditions where the source of the resource was talked away', () => {
    const access = { kind: 'permission', action: 'order:read' } as const;
    expect(admit(ada, access)).toBe('admitted');
    expect(() => decideOn(ada, access, {})).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});

describe('the table', () => {
  const names = fc.constantFrom('ada', 'acme');
  const tier = fc.constantFrom(...tiers);
  const principals: fc.Arbitrary<Principal> = fc.oneof(
    fc.constant<Principal>(anonymousPrincipal),
    fc.record({ kind: fc.constant('customer' as const), id: names, tier }),
    fc.record({ kind: fc.constant('support' as const), id: names }),
    fc.record({
      kind: fc.constant('partner' as const),
      id: names,
      keyId: fc.constant('k1'),
      mode: fc.constantFrom(...modes),
      tier,
      scopes: fc.subarray([...scopes]).map((some) => new Set(some)),
      regions: fc.subarray([...regions]).map((some) => new Set(some)),
    }),
  );
  const resources: fc.Arbitrary<Resource> = fc.record(
    {
      owner: fc.record(
        {
          kind: fc.constantFrom('customer' as const, 'partner' as const),
          id: names,
          mode: fc.constant('test' as const),
        },
        { requiredKeys: ['kind', 'id'] },
      ),
      total: fc.record({ amount: fc.nat(100_000_000), currency: fc.constantFrom(...currencies) }),
      currency: fc.constantFrom(...currencies),
    },
    { requiredKeys: [] },
  );
  const action = fc.constantFrom(...actions);

  it('never lets in at the door less than it grants inside, and nobody without a name', () => {
    fc.assert(
      fc.property(principals, action, resources, (principal, what, resource) => {
        const verdict = may(principal, what, resource);
        expect(couldEver(principal, what)).toBe(
          grantsOf(what).some(
            ({ who, scope, mode }) =>
              who === principal.kind &&
              (scope === undefined || (principal.kind === 'partner' && principal.scopes.has(scope))) &&
              (mode === undefined || (principal.kind === 'partner' && principal.mode === mode)),
          ),
        );
        if (!couldEver(principal, what)) expect(verdict).toBe('denied');
        if (principal.kind === 'anonymous') expect(verdict).toBe('denied');
      }),
    );
  });

  it('shows nobody an order of somebody else but support, whatever else is true', () => {
    fc.assert(
      fc.property(principals, action, resources, (principal, what, resource) => {
        fc.pre(what.startsWith('order:') && what !== 'order:list' && what !== 'order:place');
        const mine = resource.owner?.kind === principal.kind && 'id' in principal && resource.owner.id === principal.id;
        if (!mine && principal.kind !== 'support') expect(may(principal, what, resource)).not.toBe('granted');
      }),
    );
  });
});
