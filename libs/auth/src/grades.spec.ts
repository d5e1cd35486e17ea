import { readGrades } from './grades.ts';

describe('roles and tier', () => {
  it.each<[what: string, claims: Record<string, unknown>, rules: Parameters<typeof readGrades>[1], roles: string[]]>([
    ['our own provider', { roles: ['customer'] }, {}, ['customer']],
    ['one text', { roles: 'support' }, {}, ['support']],
    [
      'a name with dots',
      { 'https://shop.example/roles': ['support'] },
      { rolesClaim: 'https://shop.example/roles' },
      ['support'],
    ],
    [
      'a path',
      { realm_access: { roles: ['customer', 'support'] } },
      { rolesClaim: 'realm_access.roles' },
      ['support', 'customer'],
    ],
    ['ids of groups', { groups: ['9f2c', '5f7c'] }, { rolesClaim: 'groups', supportRoles: ['0', '5f7c'] }, ['support']],
    ['words that are not ours', { roles: ['support-eu', 'uma_authorization'] }, {}, []],
    ['part of a word', { roles: 'support-eu' }, {}, []],
    ['nothing', {}, {}, []],
    ['a path that ends early', { realm_access: null }, { rolesClaim: 'realm_access.roles' }, []],
    ['what every object has', {}, { rolesClaim: 'constructor.name', supportRoles: ['Object'] }, []],
    ['numbers', { roles: [1, null, {}] }, { supportRoles: ['1'] }, []],
  ])('are read from %s', (_, claims, rules, roles) => {
    expect(readGrades(claims, { ...rules, defaultRole: 'none' }).roles).toEqual(roles);
    // Default role: every account is a customer.
    expect(readGrades(claims, rules).roles).toEqual(roles.length > 0 ? roles : ['customer']);
  });

  it('are few, however many groups somebody is in', () => {
    const roles = [...Array.from({ length: 400 }, (_, index) => `group-${index}`), 'customer'];
    expect(readGrades({ roles, level: { tier: 'gold' } }, { tierClaim: 'level.tier' })).toEqual({
      roles: ['customer'],
      tier: 'gold',
    });
  });
});
