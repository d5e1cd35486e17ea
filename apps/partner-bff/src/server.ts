/** The inbound stack and the versions of the API, top to bottom. */

import {
  assemble,
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
  type Authenticator,
  type OverloadOptions,
  type Runtime,
} from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import type { Deps } from './deps.ts';
import { document } from './features/entry/entry.endpoint.ts';
import { mediaType, v2 } from './versions.ts';

export interface ServerOptions {
  readonly deps: Deps;
  readonly authenticator: Authenticator;
  readonly runtime: Runtime;
  /** How much is answered at once. */
  readonly limits: Pick<OverloadOptions, 'maxInFlight' | 'maxLagMs'>;
  /** Allows `Frontage-Debug` and adds `Server-Timing`. */
  readonly debug: boolean;
}

export function createServer({ deps, authenticator, runtime, limits, debug }: ServerOptions): RequestListener {
  const { log, metrics, state } = runtime;
  const { challenge } = authenticator;
  return assemble([
    requestContext({ log, metrics, debug }),
    health({ state }),
    overload({ log, ...limits }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    endpoints(v2, { deps, challenge, debug, prefix: '/v2', mediaType }),
    endpoints([document(async () => (await import('./surface.ts')).surface().content)], {
      deps,
      challenge,
      debug,
      prefix: '/v2',
    }),
    problemPages(),
    notFound(),
    failures(),
  ]);
}
