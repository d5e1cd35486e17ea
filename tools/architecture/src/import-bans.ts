/** Import bans beyond the two tags of a project: by file, by sub-path, by package. */

import { fakeFiles, testFiles, testSupportFiles } from './file-kinds.ts';

/** Ban on one kind of import. */
export interface ImportBan {
  /** Banned specifiers, as globs. */
  readonly imports: readonly string[];
  /** Banned names of them. Default: any. */
  readonly names?: readonly string[];
  /** Files in which the ban holds. Default: all. */
  readonly from?: readonly string[];
  /** Files in which it does not hold. */
  readonly except?: readonly string[];
  /** Reason, as the developer is told. */
  readonly because: string;
}

/** Peers: alternatives to this project, written as their own documentation shows, for measurements only. */
const peerFiles = 'tools/bench/src/peers/**';

/** Peers, and the load client, which calls from outside and so does not use `@frontage/upstream`. */
const benchFiles = [peerFiles, 'tools/bench/src/load/load-client.ts'];

/** Keeps a fake from the packages of every other service. */
const ownService = (service: string): ImportBan => ({
  imports: [`@frontage/!(${service})-client`, `@frontage/!(${service})-client/**`, `@frontage/!(${service})-fake`],
  from: [`libs/service-clients/${service}/fake/**`],
  because: 'Collaborators of a service are ports; a fake knows its own client alone.',
});

const services = ['catalog', 'customers', 'inventory', 'orders', 'pricing', 'recommendations', 'reviews'];

export const importBans: readonly ImportBan[] = [
  ...services.map(ownService),
  {
    imports: ['axios', 'axios/**', 'undici', 'undici/**'],
    except: ['libs/upstream/**', 'libs/ssrf-guard/**', ...benchFiles],
    because:
      'Calls leave through @frontage/upstream, the one way out: it carries deadline, identity, retries and limits. What strangers name leaves through @frontage/ssrf-guard.',
  },
  {
    imports: ['@grpc/*', '@grpc/*/**'],
    except: ['libs/upstream/**', 'libs/service-host/**', 'libs/service-clients/inventory/fake/**', peerFiles],
    because:
      'gRPC is known to @frontage/upstream and @frontage/service-host; only the fake of inventory speaks it itself.',
  },
  {
    imports: [
      '@frontage/*/fake',
      '@frontage/*-fake',
      '@frontage/*-fake/**',
      '@frontage/mock-domain',
      '@frontage/proof',
      '@frontage/service-host',
      '@frontage/seed',
    ],
    except: testSupportFiles,
    because:
      'Fakes, the service host, the seed and proofs are for tests, other fakes, the two mock apps and tools; never for production.',
  },
  {
    imports: ['../proof/**', '../../proof/**', '../../../proof/**'],
    from: ['apps/*/src/**'],
    except: testFiles,
    because: 'A proof looks at the app; what runs in production never looks at its proof.',
  },
  {
    imports: [
      '@frontage/*/fake',
      '@frontage/*-fake',
      '@frontage/*-fake/**',
      '@frontage/mock-domain',
      '@frontage/service-host',
    ],
    from: ['apps/identity-provider/src/**'],
    except: testFiles,
    because: 'The identity provider shares the seeded people with the mock domain, and nothing else.',
  },
  {
    imports: ['@frontage/*-client', '@frontage/*-client/**', '@frontage/upstream', '@frontage/upstream/**'],
    from: ['libs/service-host/**'],
    because: 'The service host serves every fake, so it knows none, and no client either.',
  },
  {
    imports: ['@frontage/**'],
    from: ['libs/seed/**'],
    because: 'The seed is data and knows nothing: every fake depends on it.',
  },
  {
    imports: ['@frontage/graphql-server', '@frontage/graphql-server/**'],
    from: ['apps/mobile-bff/**', 'apps/partner-bff/**'],
    because: 'GraphQL belongs to the web team alone: mobile and partner speak REST.',
  },
  {
    imports: ['node:process', 'process'],
    names: ['env'],
    from: ['apps/**', 'libs/**'],
    except: ['apps/*/src/config.ts', ...testFiles],
    because: 'The environment is read in config.ts alone, through one schema that reports every problem at once.',
  },
  {
    imports: ['@jest/globals', 'supertest', 'fast-check', 'tough-cookie'],
    from: ['apps/**', 'libs/**'],
    except: [...testFiles, ...fakeFiles],
    because: 'Test tools stay in tests.',
  },
];
