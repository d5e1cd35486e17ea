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
  versions,
  type AnsweredRequest,
  type Dependency,
} from '@frontage/http-server/stages';
import { assemble, priorityOf } from '@frontage/http-server/stack';
import type { Authenticator } from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import type { Audit } from './audit/audit.ts';
import type { Deps } from './deps.ts';
import { docs } from './docs/docs.stage.ts';
import { portal } from './portal/portal.stage.ts';
import { documentEndpoint } from './features/entry/entry.endpoint.ts';
import type { ServedVersion } from './versions.ts';

export interface ServerOptions {
  readonly deps: Deps;
  /** Dependencies that `/readyz` reports. */
  readonly dependencies: Readonly<Record<string, Dependency>>;
  readonly authenticator: Authenticator;
  readonly edge: Edge;
  readonly audit: Audit<Deps>;
  /** Called when a request to an endpoint of a version is over. */
  readonly onAnswered: (version: ServedVersion, answered: AnsweredRequest) => void;
  /** Versions that this process serves. None in a process that only delivers webhooks: it has probes. */
  readonly versions: readonly ServedVersion[];
  /** Whether this process serves the portal: pages that ask the first of the versions. */
  readonly hasPortal: boolean;
}

export function createServer({
  deps,
  dependencies,
  authenticator,
  edge,
  audit,
  onAnswered,
  versions: given,
  hasPortal,
}: ServerOptions): RequestListener {
  const { addressRules, trustProxy, overloadLimits, rateLimits, budgetFactor, debug } = edge;
  const { log, metrics, state } = edge.runtime;
  const { challenge } = authenticator;
  const served = given.map((version) => ({
    ...version,
    endpoints: audit.around(version.prefix, version.endpoints),
  }));
  const routes = served.flatMap(({ prefix, endpoints }) =>
    endpoints.map((endpoint) => ({ ...endpoint, path: prefix + endpoint.path })),
  );
  return assemble([
    requestContext({ log, metrics, debug, trustProxy }),
    health({ state, dependencies }),
    versions(served),
    addresses(addressRules),
    overload({ log, ...overloadLimits, priorityOf: priorityOf(routes) }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    rateLimits,
    ...served.flatMap((each) => {
      const { prefix, mediaTypes, unknownParameters } = each;
      const document = documentEndpoint(async () => (await import('./surface.ts')).documentOf(each));
      return [
        endpoints(each.endpoints, {
          ...{ deps, challenge, debug, budgetFactor, prefix, mediaTypes },
          ...(unknownParameters && { unknownParameters }),
          // A key may come in either.
          vary: ['Authorization', 'X-API-Key'],
          onAnswered: (answered) => {
            audit.note(prefix, answered);
            onAnswered(each, answered);
          },
        }),
        endpoints([document], { deps, challenge, debug, budgetFactor, prefix }),
      ];
    }),
    ...(served.length > 0 ? [docs(served, { hasPortal })] : []),
    ...(hasPortal ? served.slice(0, 1).map(({ prefix }) => portal({ entry: prefix })) : []),
    problemPages({ guide: '/docs/errors' }),
    notFound(),
    failures(),
  ]);
}
