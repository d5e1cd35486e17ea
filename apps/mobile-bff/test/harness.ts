/** Harness: this BFF over the hosted domain and a fake issuer, all in one process. Answers are checked against openapi.json. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { startFakeIssuer, type FakeIssuer, type ProviderDress } from '@frontage/auth/fake';
import { heldToDocuments, patientEnvironment } from '@frontage/chassis/fake';
import { createRuntime, type Runtime } from '@frontage/http-server';
import { hostDomain, type HostedDomain } from '@frontage/mock-domain';
import type { RequestListener } from 'node:http';
import request from 'supertest';
import { holding } from '../proof/holding.ts';
import { compose, type Adapters } from '../src/compose.ts';
import { loadConfig } from '../src/config.ts';

export interface MobileHouse {
  readonly domain: HostedDomain;
  readonly issuer: FakeIssuer;
  readonly handler: RequestListener;
  /** Bare supertest on the BFF. */
  readonly phone: ReturnType<typeof request>;
  /** `Authorization` of a customer; `claims` override those of the token. */
  as(customer: string, claims?: Record<string, unknown>): string;
  /** Heals the domain, and waits until the BFF has noticed. A gRPC channel reconnects by its own timer. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

interface HouseOptions extends Adapters {
  readonly dress?: ProviderDress;
  readonly runtime?: Runtime;
}

type Environment = Readonly<Record<string, string>>;

/** Starts the house. `env` overrides the variables that point the BFF at the hosted domain. */
export async function startMobileHouse(
  env: Environment | ((issuer: FakeIssuer) => Environment) = {},
  { dress, runtime = createRuntime('mobile-bff'), ...adapters }: HouseOptions = {},
): Promise<MobileHouse> {
  const issuer = await startFakeIssuer(dress);
  const domain = await hostDomain({
    // Tokens of other providers are not verified here. Only the way in which they were requested is checked.
    authorize: dress?.serviceOf
      ? async (token, service) =>
          issuer.serviceTokens.get(token) === service ? { clientId: 'mobile-bff', mayAct: true } : undefined
      : createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch })),
  });
  // The cache is off, as specs count calls; the spec of caching turns it on.
  const ofSpecs = {
    OIDC_ISSUER: issuer.url,
    ...patientEnvironment,
    CACHE_MAX_BYTES: '0',
    DATABASE_URL: 'sqlite::memory:',
  };
  const config = loadConfig({ ...domain.env, ...ofSpecs, ...(typeof env === 'function' ? env(issuer) : env) });
  const composition = await compose(config, runtime, adapters);
  const held = heldToDocuments([new URL('../openapi.json', import.meta.url)], composition.handler, holding);
  const phone = request(held.handler);
  return {
    domain,
    issuer,
    handler: held.handler,
    phone,
    as: (sub, claims = {}) =>
      `Bearer ${issuer.accessToken({ sub, aud: 'mobile-bff', roles: ['customer'], tier: 'standard', ...claims })}`,
    recover: () => domain.recover(async () => !('degraded' in (await phone.get('/products/p-001')).body)),
    close: async () => {
      await composition.close?.();
      await domain.close();
      await issuer.close();
      held.verify();
    },
  };
}
