/** The inbound stack, top to bottom. The list of features is schema.ts. */

import type { SessionHandler } from '@frontage/auth/session';
import { createGraphqlServer } from '@frontage/graphql-server';
import { graphiql } from '@frontage/graphql-server/graphiql';
import {
  addresses,
  assemble,
  authenticate,
  compressed,
  failures,
  health,
  notFound,
  overload,
  problemPages,
  requestContext,
  securityHeaders,
  type AddressRules,
  type Dependency,
  type OverloadOptions,
  type Runtime,
  type Stage,
  type TrustProxy,
} from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import { access, fieldAccess } from './access.ts';
import type { WebContext } from './context.ts';
import type { Deps } from './deps.ts';
import { createLoaders } from './loaders.ts';
import { features } from './schema.ts';
import { startPage } from './start-page/start-page.stage.ts';

/** Pages and what belongs to them: browsers navigate there, and navigations carry no `X-CSRF`. */
export const staticPaths: readonly string[] = ['/', '/favicon.ico', '/start', '/problems', '/graphiql'];

export interface ServerOptions {
  readonly deps: Deps;
  /** What `/readyz` tells of. */
  readonly dependencies: Readonly<Record<string, Dependency>>;
  readonly session: SessionHandler;
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
  /** Serves GraphiQL and the schema, allows `Frontage-Debug` and adds `Server-Timing`. */
  readonly debug: boolean;
  /** Where the bundle of GraphiQL is kept. */
  readonly cacheDir: string;
}

export interface WebServer {
  readonly handler: RequestListener;
  /** After the last request. */
  close(): Promise<void>;
}

export async function createServer({
  deps,
  dependencies,
  session,
  runtime,
  overloadLimits,
  budgetFactor,
  rateLimits,
  addressRules,
  trustProxy,
  debug,
  cacheDir,
}: ServerOptions): Promise<WebServer> {
  const { log, metrics, state } = runtime;
  const graphql = await createGraphqlServer<WebContext>({
    parts: features,
    access,
    fieldAccess,
    contextOf: (operation) => ({ ...operation, deps, loaders: createLoaders(deps, operation) }),
    challenge: session.authenticator.challenge,
    budgetFactor,
    log,
    debug,
  });
  const handler = assemble([
    requestContext({ log, metrics, debug, trustProxy }),
    health({ state, dependencies }),
    addresses(addressRules),
    overload({ log, ...overloadLimits, priorityOf: (_, path) => (staticPaths.includes(path) ? 'low' : 'normal') }),
    securityHeaders(),
    compressed(),
    session.stages.csrf,
    authenticate([session.authenticator]),
    rateLimits,
    session.stages.routes,
    graphql.stage,
    startPage({ debug }),
    ...(debug ? [graphiql({ cacheDir, query: firstQuery })] : []),
    problemPages(),
    notFound(),
    failures(),
  ]);
  return { handler, close: () => graphql.close() };
}

/** What GraphiQL begins with. */
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
