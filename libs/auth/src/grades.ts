/** Roles and tier of a person, read from claims that each provider names differently. */

export interface GradeRules {
  /**
   * Claim with a person's roles or groups, a list or one text. Default `roles`. A name that is no claim is a path: `realm_access.roles`.
   */
  readonly rolesClaim: string;
  /** Claim with a person's tier: `standard`, `gold`, `premium`. Default `tier`. */
  readonly tierClaim: string;
  /** The provider's names for the role of a support agent. Default `support`. */
  readonly supportRoles: readonly string[];
  /** The provider's names for the role of a customer. Default `customer`. */
  readonly customerRoles: readonly string[];
  /**
   * Role of a person without any of these. Default `customer`: a shop in which everybody may have an account. With `none`, a role that the
   * provider takes away ends here too, with the next renewal or access token.
   */
  readonly defaultRole: 'customer' | 'none';
}

export type Role = 'support' | 'customer';

export interface Grades {
  /** Roles in our words. Other roles and groups are dropped, as there may be hundreds. */
  readonly roles: readonly Role[];
  readonly tier: string | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

/** Reads roles and tier from the claims of a token. Claims of another form are ignored. */
export function readGrades(claims: Claims, rules: Partial<GradeRules> = {}): Grades {
  const { rolesClaim = 'roles', tierClaim = 'tier', supportRoles = ['support'], customerRoles = ['customer'] } = rules;
  const { defaultRole = 'customer' } = rules;
  const said = find(claims, rolesClaim);
  const has = (names: readonly string[]): boolean =>
    names.some((name) => (Array.isArray(said) ? said.includes(name) : said === name));
  const tier = find(claims, tierClaim);
  const roles: readonly Role[] = [
    ...(has(supportRoles) ? (['support'] as const) : []),
    ...(has(customerRoles) ? (['customer'] as const) : []),
  ];
  return {
    roles: roles.length > 0 || defaultRole === 'none' ? roles : [defaultRole],
    tier: typeof tier === 'string' ? tier : undefined,
  };
}

/** Claim names may contain dots (`https://shop.example/roles`). Only a name that is no claim is read as a path. */
function find(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Claims)[step];
  }
  return value;
}
