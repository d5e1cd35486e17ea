/** Access tokens for the phone, as the identity provider issues them. */

import type { FakeIssuer } from '@frontage/auth/fake';
import type { Principal } from '@frontage/policy';

/** `Authorization` header of a principal; none for a visitor. */
export function bearerOf(issuer: FakeIssuer, who: Principal): Readonly<Record<string, string>> {
  if (who.kind === 'anonymous') return {};
  const claims = { sub: who.id, aud: 'mobile-bff', roles: [who.kind], ...('tier' in who && { tier: who.tier }) };
  return { authorization: `Bearer ${issuer.accessToken(claims)}` };
}
