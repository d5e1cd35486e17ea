/** Inbound stack, top to bottom. Features are listed in schema.ts. */

import type { SessionHandler } from '@frontage/auth/session';
import type { Edge } from '@frontage/chassis';
import { createGraphqlServer, type LiveOptions, type TrustOptions } from '@frontage/graphql-server';
import { graphiql } from '@frontage/graphql-server/graphiql';
import {
  addresses,
  authenticate,
  compressed,
  failures,
  health,
  notFound,
  overload,
  problemPages,
  requestContext,
  securityHeaders,
  type Dependency,
} from '@frontage/http-server/stages';
import { assemble, type StaticPages } from '@frontage/http-server/stack';
import type { RequestListener } from 'node:http';
import { access, fieldAccess } from './access.ts';
import type { WebChanges } from './changes.ts';
import type { WebContext } from './context.ts';
import type { Deps } from './deps.ts';
import type { Experiments } from './experiments/experiments.ts';
import { createLoaders } from './loaders.ts';
import { budgets, operationLimits } from './operation-limits.ts';
import { features } from './schema.ts';
import { isStorefrontRoute, storefront, type StorefrontOptions } from './storefront/storefront.stage.ts';

/** Pages and their assets. They need no `X-CSRF`, which a browser cannot send with a navigation. */
export const staticPages = {
  staticPaths: ['/', '/favicon.ico', '/assets', '/problems', '/graphiql'],
  isClientRoute: isStorefrontRoute,
} satisfies StaticPages;

export interface ServerOptions {
  readonly deps: Deps;
  /** Dependencies that `/readyz` reports. */
  readonly dependencies: Readonly<Record<string, Dependency>>;
  /** Changes that events of the services tell of. */
  readonly changes: WebChanges;
  readonly session: SessionHandler;
  readonly edge: Edge;
  /** Folder in which the bundle of GraphiQL is kept. */
  readonly cacheDir: string;
  /** Largest cost of one operation, estimated before it runs. */
  readonly maxCost: number;
  readonly trust: TrustOptions;
  /** Bounds and heartbeat of event streams. */
  readonly live: Pick<LiveOptions, 'limits' | 'heartbeatMs'>;
  readonly experiments: Experiments;
  readonly storefront: StorefrontOptions;
}

export interface WebServer {
  readonly handler: RequestListener;
  /** Number of event streams that are open. */
  readonly openStreams: number;
  /** Ends the event streams, before the last request. */
  endStreams(): void;
  /** Closes the server. Call it after the last request. */
  close(): Promise<void>;
}

export async function createServer(options: ServerOptions): Promise<WebServer> {
  const { deps, dependencies, changes, session, edge, cacheDir, maxCost, trust, live, experiments } = options;
  const { addressRules, trustProxy, overloadLimits, rateLimits, budgetFactor, debug } = edge;
  const { log, metrics, state } = edge.runtime;
  const graphql = await createGraphqlServer<WebContext>({
    parts: features,
    access,
    fieldAccess,
    contextOf: (operation) => ({
      ...operation,
      deps,
      changes,
      loaders: createLoaders(deps, operation),
      experiments: experiments.of(operation),
    }),
    challenge: session.authenticator.challenge,
    limits: { ...operationLimits, maxCost },
    trust,
    live: { ...live, metrics },
    budgets,
    budgetFactor,
    log,
    debug,
  });
  const handler = assemble([
    requestContext({ log, metrics, debug, trustProxy }),
    health({ state, dependencies }),
    addresses(addressRules),
    overload({
      log,
      ...overloadLimits,
      priorityOf: (_, path) => (staticPages.staticPaths.includes(path) ? 'low' : 'normal'),
      longLived: ['/graphql/stream'],
    }),
    securityHeaders(),
    compressed(),
    session.stages.csrf,
    authenticate([session.authenticator], staticPages),
    rateLimits,
    session.stages.routes,
    graphql.stage,
    ...(debug ? [graphiql({ cacheDir, query: firstQuery })] : []),
    problemPages(),
    storefront(options.storefront),
    notFound(),
    failures({ pages: true }),
  ]);
  return {
    handler,
    get openStreams() {
      return graphql.openStreams;
    },
    endStreams: () => graphql.endStreams(),
    close: () => graphql.close(),
  };
}

/** Query that GraphiQL opens with. */
const firstQuery = `query ProductPage($id: ID = "p-001") {
  product(id: $id) {
    name
    price { net { amount currency } }
    stock { status available }
    rating { average count }
    recommendations { reason product { id name } }
  }
}
`;
