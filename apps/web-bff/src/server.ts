/** The inbound stack, top to bottom. The list of features is schema.ts. */

import type { SessionHandler } from '@frontage/auth/session';
import { createGraphqlServer } from '@frontage/graphql-server';
import { graphiql } from '@frontage/graphql-server/graphiql';
import {
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
  type OverloadOptions,
  type Runtime,
} from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import { access } from './access.ts';
import type { WebContext } from './context.ts';
import type { Deps } from './deps.ts';
import { createLoaders } from './loaders.ts';
import { features } from './schema.ts';
import { startPage } from './start-page/start-page.stage.ts';

/** Pages and what belongs to them: browsers navigate there, and navigations carry no `X-CSRF`. */
export const staticPaths: readonly string[] = ['/', '/start', '/problems', '/graphiql'];

export interface ServerOptions {
  readonly deps: Deps;
  readonly session: SessionHandler;
  readonly runtime: Runtime;
  /** How much is answered at once. */
  readonly limits: Pick<OverloadOptions, 'maxInFlight' | 'maxLagMs'>;
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
  session,
  runtime,
  limits,
  debug,
  cacheDir,
}: ServerOptions): Promise<WebServer> {
  const { log, metrics, state } = runtime;
  const graphql = await createGraphqlServer<WebContext>({
    parts: features,
    access,
    contextOf: (operation) => ({ ...operation, deps, loaders: createLoaders(deps, operation) }),
    challenge: session.authenticator.challenge,
    log,
    debug,
  });
  const handler = assemble([
    requestContext({ log, metrics, debug }),
    health({ state }),
    overload({ log, ...limits }),
    securityHeaders(),
    compressed(),
    session.stages.csrf,
    authenticate([session.authenticator]),
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
