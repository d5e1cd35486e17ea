/** What a provider says about a person beyond the standard claims: roles and a tier, each under a name of its own choosing. */

export interface GradeRules {
  /**
   * The claim with a person's roles or groups: a list, or one text. Default `roles`. What no claim is called is a path:
   * `realm_access.roles`.
   */
  readonly rolesClaim: string;
  /** The claim with a person's tier: `standard`, `gold`, `premium`. Default `tier`. */
  readonly tierClaim: string;
  /** What makes somebody a support agent, in the provider's words. Default `support`. */
  readonly supportRoles: readonly string[];
  /** What makes somebody a customer. Default `customer`. */
  readonly customerRoles: readonly string[];
  /**
   * What somebody is of whom the provider says none of these. Default `customer`: a shop in which everybody may have an account. With
   * `none` a role that the provider takes away is gone here as well, with the next renewal or access token.
   */
  readonly defaultRole: 'customer' | 'none';
}

export type Role = 'support' | 'customer';

export interface Grades {
  /** In our words. What the provider says besides is of no use here, and may be hundreds of groups. */
  readonly roles: readonly Role[];
  readonly tier: string | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

/** Reads them from the claims of a token; nothing, if the provider says it differently. */
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

/** Names of claims may have dots in them (`https://shop.example/roles`): a path is only what is no name. */
function find(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Claims)[step];
  }
  return value;
}
