/** The process of all domain services. Peers bring test tokens, our BFFs those of the identity provider. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { hostDomain } from '@frontage/mock-domain';
import { benchmark } from './probe.ts';

const authorize = createServiceAuthorizer(createIssuer({ identifier: process.env['OIDC_ISSUER'] ?? '', fetch }));
/** Verdicts by audience and token. A token is checked once: the services' own cost is not measured. */
const checked = new Map<string, ReturnType<typeof authorize>>();

const domain = await hostDomain({
  authorize: (token, audience) => {
    const key = `${audience} ${token}`;
    let verdict = checked.get(key);
    if (!verdict) checked.set(key, (verdict = authorize(token, audience)));
    return verdict;
  },
});
void benchmark.started.asEvent(domain.env);
