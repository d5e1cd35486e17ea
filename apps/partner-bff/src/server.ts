/** Inbound stack and versions of the API, top to bottom. */

import type { Edge } from '@frontage/chassis';
import {
  addresses,
  authenticate,
  compressed,
  endpoints,
  failures,
  health,
  notFound,
  overload,
  problemPages,
  requestContext,
  securityHeaders,
  type Dependency,
} from '@frontage/http-server/stages';
import { assemble, priorityOf } from '@frontage/http-server/stack';
import type { Authenticator } from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import type { Deps } from './deps.ts';
import { docs } from './docs/docs.stage.ts';
import { documentEndpoint } from './features/entry/entry.endpoint.ts';
import type { Version } from './version.ts';
import { endpointsOf, mediaType, type Views } from './versions.ts';

export interface ServerOptions {
  readonly deps: Deps;
  /** Dependencies that `/readyz` reports. */
  readonly dependencies: Readonly<Record<string, Dependency>>;
  readonly authenticator: Authenticator;
  readonly edge: Edge;
  /** Versions that this process serves. None in a process that only delivers webhooks: it has probes. */
  readonly versions: readonly Version<Views>[];
}

export function createServer({ deps, dependencies, authenticator, edge, versions }: ServerOptions): RequestListener {
  const { addressRules, trustProxy, overloadLimits, rateLimits, budgetFactor, debug } = edge;
  const { log, metrics, state } = edge.runtime;
  const { challenge } = authenticator;
  const served = versions.map((version) => ({ version, list: endpointsOf(version) }));
  const routes = served.flatMap(({ version: { prefix }, list }) =>
    list.map((endpoint) => ({ ...endpoint, path: prefix + endpoint.path })),
  );
  return assemble([
    requestContext({ log, metrics, debug, trustProxy }),
    health({ state, dependencies }),
    addresses(addressRules),
    overload({ log, ...overloadLimits, priorityOf: priorityOf(routes) }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    rateLimits,
    ...served.flatMap(({ version, list }) => {
      const { prefix } = version;
      const document = documentEndpoint(async () => (await import('./surface.ts')).documentOf(version));
      return [
        endpoints(list, { deps, challenge, debug, budgetFactor, prefix, mediaType }),
        endpoints([document], { deps, challenge, debug, budgetFactor, prefix }),
      ];
    }),
    ...(served.length > 0 ? [docs(versions)] : []),
    problemPages({ guide: '/docs/errors' }),
    notFound(),
    failures(),
  ]);
}
