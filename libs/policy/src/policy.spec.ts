import { admit, anonymousPrincipal, may, permission, publicAccess } from './index.ts';
import type { Principal, Scope } from './index.ts';

const ada: Principal = { kind: 'customer', id: 'ada', tier: 'gold' };
const sam: Principal = { kind: 'support', id: 'sam' };
const partner = (id: string, ...scopes: Scope[]): Principal => ({
  kind: 'partner',
  id,
  keyId: 'k1',
  tier: 'standard',
  scopes: new Set(scopes),
});

describe('may', () => {
  it('lets owners read their orders and hides those of others', () => {
    expect(may(ada, 'order:read', { owner: { kind: 'customer', id: 'ada' } })).toBe('granted');
    expect(may(ada, 'order:read', { owner: { kind: 'customer', id: 'bob' } })).toBe('hidden');
    expect(may(ada, 'order:read')).toBe('hidden');
  });

  it('does not take a partner for a customer of the same name', () => {
    const acme = partner('ada', 'orders:read');
    expect(may(acme, 'order:read', { owner: { kind: 'customer', id: 'ada' } })).toBe('hidden');
    expect(may(acme, 'order:read', { owner: { kind: 'partner', id: 'ada' } })).toBe('granted');
  });

  it('denies a partner what the scopes of its key leave out', () => {
    expect(may(partner('acme', 'orders:read'), 'order:place')).toBe('denied');
    expect(may(partner('acme', 'orders:write'), 'order:place')).toBe('granted');
  });

  it('lets support read every order and change none', () => {
    const owner = { kind: 'customer', id: 'bob' } as const;
    expect(may(sam, 'order:read', { owner })).toBe('granted');
    expect(may(sam, 'order:change', { owner })).toBe('denied');
  });
});

describe('admit', () => {
  it('tells "who are you?" from "no"', () => {
    expect(admit(anonymousPrincipal, permission('order:list'))).toBe('unauthenticated');
    expect(admit(sam, permission('order:place'))).toBe('denied');
    expect(admit(ada, permission('order:place'))).toBe('admitted');
    expect(admit(anonymousPrincipal, publicAccess)).toBe('admitted');
  });
});
