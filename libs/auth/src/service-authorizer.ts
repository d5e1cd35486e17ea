/** Verification of service tokens, by the service that is called. */

import { createAccessTokenVerifier, type VerifyAccessToken } from './access-token.ts';
import type { Issuer } from './issuer.ts';

interface ServiceClient {
  readonly clientId: string;
  /** The client may act for others (scope `act`). */
  readonly mayAct: boolean;
}

/** Verifies service tokens of any audience. Has the shape of service-host's Authorize. */
export function createServiceAuthorizer(
  issuer: Issuer,
): (token: string, audience: string) => Promise<ServiceClient | undefined> {
  const verifiers = new Map<string, VerifyAccessToken>();
  return async (token, audience) => {
    let verify = verifiers.get(audience);
    if (!verify) verifiers.set(audience, (verify = createAccessTokenVerifier({ issuer, audience })));
    const verdict = await verify(token);
    if (verdict.kind === 'invalid') return undefined;
    return { clientId: verdict.claims.client_id, mayAct: verdict.claims.scope.has('act') };
  };
}
