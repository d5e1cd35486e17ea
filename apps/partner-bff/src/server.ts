/** The inbound stack and the versions of the API, top to bottom. */

import type { Edge } from '@frontage/chassis';
import {
  addresses,
  assemble,
  authenticate,
  compressed,
  endpoints,
  failures,
  health,
  notFound,
  overload,
  priorityOf,
  problemPages,
  requestContext,
  securityHeaders,
  type Authenticator,
  type Dependency,
} from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import type { Deps } from './deps.ts';
import { document } from './features/entry/entry.endpoint.ts';
import { mediaType, v2 } from './versions.ts';

export interface ServerOptions {
  readonly deps: Deps;
  /** What `/readyz` tells of. */
  readonly dependencies: Readonly<Record<string, Dependency>>;
  readonly authenticator: Authenticator;
  readonly edge: Edge;
}

export function createServer({ deps, dependencies, authenticator, edge }: ServerOptions): RequestListener {
  const { addressRules, trustProxy, overloadLimits, rateLimits, budgetFactor, debug } = edge;
  const { log, metrics, state } = edge.runtime;
  const { challenge } = authenticator;
  return assemble([
    requestContext({ log, metrics, debug, trustProxy }),
    health({ state, dependencies }),
    addresses(addressRules),
    overload({ log, ...overloadLimits, priorityOf: priorityOf(v2, '/v2') }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    rateLimits,
    endpoints(v2, { deps, challenge, debug, budgetFactor, prefix: '/v2', mediaType }),
    endpoints([document(async () => (await import('./surface.ts')).surface().content)], {
      deps,
      challenge,
      debug,
      budgetFactor,
      prefix: '/v2',
    }),
    problemPages(),
    notFound(),
    failures(),
  ]);
}
