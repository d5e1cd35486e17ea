/** Access tokens of anybody, as the identity provider gives them to the phone. */

import type { FakeIssuer } from '@frontage/auth/fake';
import type { Principal } from '@frontage/policy';

/** Gives the `Authorization` of somebody; nothing for a visitor. */
export function bearerOf(issuer: FakeIssuer, who: Principal): Readonly<Record<string, string>> {
  if (who.kind === 'anonymous') return {};
  const claims = { sub: who.id, aud: 'mobile-bff', roles: [who.kind], ...('tier' in who && { tier: who.tier }) };
  return { authorization: `Bearer ${issuer.accessToken(claims)}` };
}
