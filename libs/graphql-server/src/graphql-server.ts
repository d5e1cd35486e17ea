/** Apollo Server as one stage of http-server's stack, which answers GraphQL. */

import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import { Failure } from '@frontage/errors';
import { contextOf as requestContextOf } from '@frontage/http-server/context';
import { jsonBody, routes, type Stage } from '@frontage/http-server/stack';
import express, { type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import { createCostModel, problemsOfCosts } from './cost/cost-model.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createExecution, type Execute } from './execution.ts';
import { createGuardedSchema, type GuardedSchemaOptions } from './guarded-schema.ts';
import type { OperationContext } from './operation-context.ts';
import { createStreamRoutes, type LiveOptions, type StreamRoutes } from './live/live-routes.ts';
import { operations, type Inbound, type OperationsOptions } from './operation.ts';
import { renderError } from './render-error.ts';
import { createReader, createValidator } from './reading.ts';
import { noteReplays } from './replays.ts';
import { acceptable, parametersOf, requireBody, requireOperation, requireQuery } from './request-shape.ts';
import { createCheck } from './trusted/check.ts';
import { publicSecondsIn } from './trusted/public-fields.ts';
import { createTrustedDocuments, type TrustOptions } from './trusted/trusted-documents.ts';
import { createTrustedRequests, trustedTexts, type TrustedRequests } from './trusted/trusted-requests.ts';

export interface GraphqlServerOptions<C extends OperationContext>
  extends
    GuardedSchemaOptions<C>,
    Pick<OperationsOptions, 'challenge' | 'budgets' | 'budgetFactor' | 'limits' | 'log' | 'debug'> {
  /** Creates the context of an operation's resolvers. */
  readonly contextOf: (operation: OperationContext) => C;
  /** Documents that clients run by their id. Default none, and texts are run. */
  readonly trust?: TrustOptions;
  /** Event streams, at `/stream` below the path. Default none: a schema with subscriptions then has nobody to answer them. */
  readonly live?: LiveOptions;
  /** Default `/graphql`. */
  readonly path?: string;
}

export interface GraphqlServer {
  readonly stage: Stage;
  /** Reads the manifest of trusted documents again now, if it has changed. */
  lookAtTrusted(): Promise<void>;
  /** Number of event streams that are open. */
  readonly openStreams: number;
  /** Ends the event streams, and begins no more: clients come back to another instance. */
  endStreams(): void;
  /** Closes the server, after the last request. */
  close(): Promise<void>;
}

const allow = 'GET, POST, OPTIONS';
const maxBodyBytes = 100_000;
/** Bound on all documents and plans that are kept, in estimated bytes. */
const maxKeptBytes = 32_000_000;

/** Creates and starts the server. Rejects when the schema is contradictory. Gaps in access and costs are problems of its stage. */
export async function createGraphqlServer<C extends OperationContext>(
  options: GraphqlServerOptions<C>,
): Promise<GraphqlServer> {
  const { limits, log, path = '/graphql', trust = { file: undefined, mode: 'also' } } = options;
  const guarded = createGuardedSchema(options);
  const { schema } = guarded;
  const problems = [...guarded.problems, ...problemsOfCosts(schema)];
  noteReplays(schema);
  const costs = createCostModel();
  const documents = createDocuments({ schema, costs, maxBytes: maxKeptBytes });
  const requireValid = createValidator({ schema, limits, debug: options.debug });
  const read = createReader({ ...options, schema, documents, requireValid });
  const trusted = createTrustedDocuments({
    ...trust,
    check: createCheck({ schema, costs, limits, requireValid }),
    keep: documents.keep,
    publicSecondsOf: (document) => publicSecondsIn(schema, document),
    log,
  });
  const execute = createExecution({ schema, onPlanned: documents.grew });
  const ofOperations = { ...options, documents, read };
  const apollo = new ApolloServer<Inbound>({
    gateway: executingWith(execute, schema),
    plugins: [
      operations(ofOperations),
      trustedTexts,
      // The plugin would wrap every field, for a header that one private field spoils. Parts are cached where they are fetched.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // No reporting, whatever the environment says.
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    formatError: renderError,
    logger: log,
    parseOptions: { maxTokens: limits.maxTokens },
    // Safe here: the reader validates, after it has checked the size, and keeps valid documents.
    dangerouslyDisableValidation: true,
    documentStore: null,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    // The second lock: http-server's csrf stage has asked every caller for this header already.
    csrfPrevention: { requestHeaders: ['x-csrf'] },
    // runService decides when a process stops.
    stopOnTerminationSignals: false,
    nodeEnv: options.debug ? 'development' : 'production',
  });
  await apollo.start();
  const router = routerOf(apollo, { path, documents, requests: createTrustedRequests(trusted, path) });
  const streamPath = `${path}/stream`;
  const requests = createTrustedRequests(trusted, streamPath);
  const live = options.live && createStreamRoutes({ ...ofOperations, schema, execute, requests, live: options.live });
  if (live) addStreamRoutes(router, live, { path: streamPath, documents, requests });
  return {
    stage: routes({ access: 'declared', problems }, router),
    lookAtTrusted: trusted.look,
    get openStreams() {
      return live?.streams.size ?? 0;
    },
    endStreams: () => live?.streams.drain(),
    close: async () => {
      live?.streams.drain();
      trusted.close();
      await apollo.stop();
    },
  };
}

type Gateway = ApolloServerOptionsWithGateway<Inbound>['gateway'];

/** Gateway that hands operations to our executor: Apollo's interface for that. */
const executingWith = (execute: Execute, schema: GraphQLSchema): Gateway => ({
  load: () =>
    Promise.resolve({
      executor: ({ context }) => {
        const { admitted } = context;
        if (!admitted) throw new Error('an operation is executed that nobody admitted');
        return execute({ ...admitted, context });
      },
    }),
  onSchemaLoadOrUpdate: (tell) => {
    tell({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => undefined;
  },
  stop: () => Promise.resolve(),
});

interface RouterOptions {
  readonly path: string;
  readonly documents: Documents;
  readonly requests: TrustedRequests;
}

function routerOf(apollo: ApolloServer<Inbound>, { path, documents, requests }: RouterOptions): express.Router {
  const parseBody = jsonBody({ maxBytes: maxBodyBytes });
  const chargeReading = readingCharged(documents);
  const execute = expressMiddleware(apollo, {
    context: async (inbound) => ({ ...inbound, trusted: requests.foundFor(inbound.req) }),
  });
  const router = express.Router({ caseSensitive: true, strict: true });
  router
    .route(path)
    .all(begin(path))
    .options((_, res) => void res.status(204).setHeader('Allow', allow).end())
    .post(acceptable, ...parseBody, requireBody, requireOperation, requests.find, chargeReading, execute)
    .get(acceptable, ...parseBody, requireQuery, requests.find, chargeReading, execute)
    .all(() => {
      throw notAllowed();
    });
  return router;
}

/** Adds the routes of event streams, with the same checks before them. */
function addStreamRoutes(
  router: express.Router,
  { acceptable: acceptsStream, handle }: StreamRoutes,
  { path, documents, requests }: RouterOptions,
): void {
  const parseBody = jsonBody({ maxBytes: maxBodyBytes });
  const chargeReading = readingCharged(documents);
  router
    .route(path)
    .all(begin(path))
    .options((_, res) => void res.status(204).setHeader('Allow', allow).end())
    .post(acceptsStream, ...parseBody, requireBody, requireOperation, requests.find, chargeReading, handle)
    .get(acceptsStream, requireQuery, requests.find, chargeReading, handle)
    .all(() => {
      throw notAllowed();
    });
}

const begin =
  (path: string): RequestHandler =>
  (req, res, next) => {
    requestContextOf(res).route = path;
    res.setHeader('Cache-Control', 'no-store');
    // Express sends HEAD to the GET route, where Apollo would fail in its own way.
    if (req.method === 'HEAD') throw notAllowed();
    next();
  };

/**
 * Charges an unknown document for its length, whatever its outcome: parsing, validating and refusing it is work. Trusted documents were read
 * at the start.
 */
const readingCharged =
  (documents: Documents): RequestHandler =>
  async (req, res, next) => {
    const { query } = parametersOf(req);
    if (typeof query === 'string' && !documents.find(query)) await requestContextOf(res).charge?.(query.length);
    next();
  };

const notAllowed = (): Failure => new Failure('METHOD_NOT_ALLOWED', `Use ${allow}.`, { headers: { Allow: allow } });
