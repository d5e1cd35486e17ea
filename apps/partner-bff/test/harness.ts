/** Harness: this BFF over the hosted domain and a fake issuer, all in one process. Requests and answers are checked against the documents. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { developmentApiKey } from '@frontage/auth/development';
import { startFakeIssuer } from '@frontage/auth/fake';
import { heldToDocuments, patientEnvironment } from '@frontage/chassis/fake';
import { createRuntime, type Runtime } from '@frontage/http-server';
import { hostDomain, type HostedDomain } from '@frontage/mock-domain';
import type { Mode } from '@frontage/policy';
import type { RequestListener } from 'node:http';
import request from 'supertest';
import { compose } from '../src/compose.ts';
import { loadConfig } from '../src/config.ts';
import { versions } from '../src/versions.ts';
import { holding } from '../proof/holding.ts';

export interface PartnerHouse {
  readonly domain: HostedDomain;
  readonly handler: RequestListener;
  /** Environment of another instance over the same domain, with a cache and a database of its own. */
  readonly beside: Readonly<Record<string, string>>;
  /** Bare supertest on the BFF. */
  readonly api: ReturnType<typeof request>;
  /** `Authorization` of a partner. Default in live mode. */
  as(partner: string, mode?: Mode): string;
  /** Heals the domain, and waits until the BFF has noticed. A gRPC channel reconnects by its own timer. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the house. Keys are in memory, unless `env` says otherwise. */
export async function startPartnerHouse(
  env: Readonly<Record<string, string>> = {},
  runtime: Runtime = createRuntime('partner-bff'),
): Promise<PartnerHouse> {
  const issuer = await startFakeIssuer();
  const domain = await hostDomain({
    authorize: createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch })),
  });
  const config = loadConfig({
    ...domain.env,
    DATABASE_URL: 'sqlite::memory:',
    OIDC_ISSUER: issuer.url,
    ...patientEnvironment,
    // Off, as specs count calls; caching is tested in the other BFFs.
    CACHE_MAX_BYTES: '0',
    ...env,
  });
  const composition = await compose(config, runtime);
  // A process that only delivers webhooks has no API.
  const served = config.ROLES.includes('api') ? versions : [];
  const held = heldToDocuments(
    served.map(({ prefix }) => new URL(`../openapi${prefix}.json`, import.meta.url)),
    composition.handler,
    holding,
  );
  const api = request(held.handler);
  const as: PartnerHouse['as'] = (partner, mode) => `Bearer ${developmentApiKey(partner, mode)}`;
  return {
    domain,
    handler: held.handler,
    beside: { ...domain.env, OIDC_ISSUER: issuer.url },
    api,
    as,
    recover: () =>
      domain.recover(
        async () => !('degraded' in (await api.get('/v2/products/p-001').set('Authorization', as('acme'))).body),
      ),
    close: async () => {
      await composition.close?.();
      await domain.close();
      await issuer.close();
      held.verify();
    },
  };
}
