/** Front doors of all BFFs over one domain, and clients of any principal. */

import { loadBffs } from '@frontage/architecture/proofs';
import { patientEnvironment } from '@frontage/chassis/fake';
import { hostDomain, type HostedDomain } from '@frontage/mock-domain';
import {
  startBff,
  startIdentity,
  type AuthorizationProof,
  type BffProof,
  type Credentials,
  type Identity,
} from '@frontage/proof';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FrontDoor extends AuthorizationProof, Credentials {
  readonly name: string;
}

export interface FrontDoors {
  readonly domain: HostedDomain;
  readonly doors: readonly FrontDoor[];
  close(): Promise<void>;
}

/** Starts the domain and the BFFs. Partners' keys are in a database that a test can write to. */
export async function openFrontDoors(): Promise<FrontDoors> {
  const identity = await startIdentity();
  const domain = await hostDomain({ authorize: identity.authorize });
  const folder = await mkdtemp(join(tmpdir(), 'frontage-authorization-'));
  const databaseUrl = `sqlite:${join(folder, 'partners.sqlite')}`;
  const env = { ...domain.env, DATABASE_URL: databaseUrl, OIDC_ISSUER: identity.issuer.url, ...patientEnvironment };
  const doors = await Promise.all((await loadBffs()).map((bff) => open(bff, env, identity)));
  return {
    domain,
    doors,
    close: async () => {
      await Promise.all(doors.map((door) => door.close()));
      await domain.close();
      await identity.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function open(
  bff: BffProof,
  env: Readonly<Record<string, string>> & { readonly DATABASE_URL: string },
  { issuer }: Identity,
): Promise<FrontDoor> {
  const { origin, close } = await startBff(bff, env);
  const place = { origin, issuer, databaseUrl: env.DATABASE_URL };
  const credentials = await bff.authorization.openCredentials(place);
  return {
    ...bff.authorization,
    ...credentials,
    name: bff.name,
    close: async () => {
      await close();
      await credentials.close();
    },
  };
}
