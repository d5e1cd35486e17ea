/** Apollo Server as a mechanism: one stage of http-server's stack that answers GraphQL. */

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
import { contextOf as requestContextOf, jsonBody, routes, type Stage } from '@frontage/http-server';
import express, { type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import { enforceAccess, type AccessTable } from './access.ts';
import { createCostModel, problemsOfCosts } from './cost/cost-model.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createExecution, type Execute } from './execution.ts';
import { enforceFieldAccess, type FieldAccessTable } from './field-access.ts';
import type { OperationContext } from './operation-context.ts';
import { operations, type Inbound, type OperationsOptions } from './operation.ts';
import { renderError } from './render-error.ts';
import { createReader } from './reading.ts';
import { noteReplays } from './replays.ts';
import { acceptable, requireBody, requireOperation, requireQuery } from './request-shape.ts';
import { mergeSchema, type SchemaPart } from './schema.ts';

export interface GraphqlServerOptions<C extends OperationContext> extends Pick<
  OperationsOptions,
  'challenge' | 'budgets' | 'budgetFactor' | 'limits' | 'log' | 'debug'
> {
  /** A row for each root field. */
  readonly access: AccessTable;
  readonly parts: readonly SchemaPart<C>[];
  /** Fields below the root that are not for everybody. Default none. */
  readonly fieldAccess?: FieldAccessTable;
  /** Makes the context that every resolver of one operation is given. */
  readonly contextOf: (operation: OperationContext) => C;
  /** Default `/graphql`. */
  readonly path?: string;
}

export interface GraphqlServer {
  readonly stage: Stage;
  /** After the last request. */
  close(): Promise<void>;
}

const allow = 'GET, POST, OPTIONS';
const maxBodyBytes = 100_000;
/** All documents and plans that are kept for the next request, estimated. */
const maxKeptBytes = 32_000_000;

/** Creates and starts the server. Rejects when the schema is contradictory; its stage says what its access table lacks. */
export async function createGraphqlServer<C extends OperationContext>(
  options: GraphqlServerOptions<C>,
): Promise<GraphqlServer> {
  const { limits } = options;
  const schema = mergeSchema(options.parts);
  const problems = [
    ...enforceAccess(schema, options.access),
    ...enforceFieldAccess(schema, options.fieldAccess ?? {}),
    ...problemsOfCosts(schema),
  ];
  noteReplays(schema);
  const documents = createDocuments({ schema, costs: createCostModel(), maxBytes: maxKeptBytes });
  const read = createReader({ schema, documents, access: options.access, limits, debug: options.debug });
  const apollo = new ApolloServer<Inbound>({
    gateway: executingWith(createExecution({ schema, onPlanned: documents.grew }), schema),
    plugins: [
      operations({ ...options, documents, read }),
      // It would wrap every field to work out a header that one private field spoils; parts are cached where they are fetched.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // Nothing is reported to anybody, whatever the environment says.
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    formatError: renderError,
    logger: options.log,
    parseOptions: { maxTokens: limits.maxTokens },
    // Not dangerous: the reader validates, after it has looked at the size. And it keeps what is valid.
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
  const router = routerOf(apollo, { path: options.path ?? '/graphql', documents });
  return { stage: routes({ access: 'declared', problems }, router), close: () => apollo.stop() };
}

type Gateway = ApolloServerOptionsWithGateway<Inbound>['gateway'];

/** Apollo's seam for executors of one's own, made for gateways. */
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
}

function routerOf(apollo: ApolloServer<Inbound>, { path, documents }: RouterOptions): express.Router {
  const begin: RequestHandler = (req, res, next) => {
    requestContextOf(res).route = path;
    res.setHeader('Cache-Control', 'no-store');
    // Express answers HEAD with the GET route, and Apollo with an error of its own.
    if (req.method === 'HEAD') throw notAllowed();
    next();
  };
  const parseBody = jsonBody({ maxBytes: maxBodyBytes });
  const chargeReading = readingCharged(documents);
  const execute = expressMiddleware(apollo, { context: async (inbound) => inbound });
  const router = express.Router({ caseSensitive: true, strict: true });
  router
    .route(path)
    .all(begin)
    .options((_, res) => void res.status(204).setHeader('Allow', allow).end())
    .post(acceptable, ...parseBody, requireBody, requireOperation, chargeReading, execute)
    .get(acceptable, ...parseBody, requireQuery, chargeReading, execute)
    .all(() => {
      throw notAllowed();
    });
  return router;
}

/**
 * A document that is not known is charged for its length, whatever becomes of it: parsing and validating it is work, and so is
 * refusing it.
 */
const readingCharged =
  (documents: Documents): RequestHandler =>
  async (req, res, next) => {
    const { query } = (req.method === 'POST' ? req.body : req.query) as { query?: unknown };
    if (typeof query === 'string' && !documents.find(query)) await requestContextOf(res).charge?.(query.length);
    next();
  };

const notAllowed = (): Failure => new Failure('METHOD_NOT_ALLOWED', `Use ${allow}.`, { headers: { Allow: allow } });
