/** Test bed: the process on free ports, with its own identity provider and data directory. */

import { startFakeIssuer, type FakeIssuer } from '@frontage/auth/fake';
import { createIssuer, createServiceTokens } from '@frontage/auth';
import { createRuntime } from '@frontage/http-server';
import { parseServiceLocation, specPolicy, type ServiceLocation, type UpstreamPolicy } from '@frontage/upstream';
import { createOutboundFetch } from '@frontage/upstream/http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames, type ServiceName } from '@frontage/seed';
import { compose, type DomainServices } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';

/** Environment in which every port is free. */
export const anyPort = Object.fromEntries(
  ['PORT', ...serviceNames.map((name) => `${name.toUpperCase()}_PORT`)].map((name) => [name, '0']),
);

/** Environment in which a test composes the process, more than once. */
export interface Place {
  readonly issuer: FakeIssuer;
  readonly dataDir: string;
  /** Composes the process. Every port is free unless `env` says otherwise. */
  compose(env?: Readonly<Record<string, string>>): Promise<DomainServices>;
  /** Options of a client of a composed service, with the issuer's tokens. */
  clientOf(
    process: DomainServices,
    name: ServiceName,
  ): UpstreamPolicy & { location: ServiceLocation; identity: ReturnType<typeof createServiceTokens> };
  close(): Promise<void>;
}

export async function makePlace(): Promise<Place> {
  const issuer = await startFakeIssuer();
  const dataDir = mkdtempSync(join(tmpdir(), 'frontage-domain-'));
  const composed: DomainServices[] = [];
  const fetch = createOutboundFetch({ origins: [issuer.url] });
  const identity = createServiceTokens({
    issuer: createIssuer({ identifier: issuer.url, fetch }),
    clientId: 'mobile-bff',
    clientSecret: 'mobile-bff-development-secret',
    fetch,
  });
  return {
    issuer,
    dataDir,
    compose: async (env = {}) => {
      const config = readConfig({ ...anyPort, OIDC_ISSUER: issuer.url, FRONTAGE_DATA_DIR: dataDir, ...env });
      const process = await compose(config, createRuntime('domain-services'));
      composed.push(process);
      return process;
    },
    clientOf: (process, name) => ({
      ...specPolicy,
      location: parseServiceLocation(process.services.get(name)!.url),
      identity,
    }),
    close: async () => {
      for (const process of composed) await process.close?.();
      await issuer.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
