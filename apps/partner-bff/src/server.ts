/** The inbound stack and the versions of the API, top to bottom. */

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
  type AddressRules,
  type Authenticator,
  type Dependency,
  type OverloadOptions,
  type Runtime,
  type Stage,
  type TrustProxy,
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
  readonly runtime: Runtime;
  /** How much is answered at once. */
  readonly overloadLimits: Pick<OverloadOptions, 'maxInFlight' | 'maxLagMs'>;
  /** Every budget's time is multiplied with it. */
  readonly budgetFactor: number;
  /** How much of it each caller may have. */
  readonly rateLimits: Stage;
  /** From where, and whom to believe about that. */
  readonly addressRules: { readonly current: AddressRules };
  readonly trustProxy: TrustProxy;
  /** Allows `Frontage-Debug` and adds `Server-Timing`. */
  readonly debug: boolean;
}

export function createServer({
  deps,
  dependencies,
  authenticator,
  runtime,
  overloadLimits,
  budgetFactor,
  rateLimits,
  addressRules,
  trustProxy,
  debug,
}: ServerOptions): RequestListener {
  const { log, metrics, state } = runtime;
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
