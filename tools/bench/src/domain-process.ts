/** A process that hosts the domain for everybody who is measured. Peers bring test tokens, our BFFs those of the identity provider. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { hostDomain } from '@frontage/mock-domain';
import type { FromChild } from './child-messages.ts';

const authorize = createServiceAuthorizer(createIssuer({ identifier: process.env['OIDC_ISSUER'] ?? '', fetch }));
/** A token is checked once: what the services spend is not what is measured, and must not hold up whoever is. */
const checked = new Map<string, ReturnType<typeof authorize>>();

const domain = await hostDomain({
  authorize: (token, audience) => {
    const key = `${audience} ${token}`;
    let verdict = checked.get(key);
    if (!verdict) checked.set(key, (verdict = authorize(token, audience)));
    return verdict;
  },
});
process.send?.({ kind: 'done', outcome: domain.env } satisfies FromChild);
