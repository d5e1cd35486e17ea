/** The inbound stack: named stages in one order, proven when the server is made. */

import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import { ConfigError } from './config.ts';
import { parseQuery } from './text.ts';

/** Every kind of stage, outermost first. A BFF leaves optional ones out; it cannot change their order. */
const order = [
  'request-context', //  ids, log line and metrics for everything below, refusals included
  'health', //           probes cost nothing and need nothing
  'addresses', //        who may not even connect is no load worth measuring
  'overload', //         refusing must cost next to nothing; probes pass, or the process would be stopped for being busy
  'security-headers', // on every answer from here on, errors too
  'compression',
  'csrf', //             before anything is done on a cookie's authority
  'authenticate', //     who is calling
  'limit', //            how much of it; after the callers are told apart, and before anything is done for them
  'routes',
  'not-found', //        what no route took
  'failures', //         what anything above threw
] as const;

const mandatory: readonly StageName[] = [
  'request-context',
  'health',
  'security-headers',
  'authenticate',
  'limit',
  'routes',
  'not-found',
  'failures',
];

export type StageName = (typeof order)[number];

export interface Stage {
  readonly name: StageName;
  readonly handlers: readonly (RequestHandler | ErrorRequestHandler | Router)[];
  /** Of routes: how they say who may use them. */
  readonly access?: RoutesAccess;
  /** Stages without which this one is not safe. */
  readonly demands?: readonly StageName[];
  /** What is wrong with it: with any, nothing starts. */
  readonly problems?: readonly string[];
}

/** `public`: anybody may use them, with or without credentials. `declared`: each of them says who may, and lets in nobody else. */
export type RoutesAccess = 'public' | 'declared';

type Handlers = Stage['handlers'][number][];

export const stage = (name: Exclude<StageName, 'routes'>, ...handlers: Handlers): Stage => ({ name, handlers });

/** A stage of routes. Leaving out who may use them does not compile. `problems`: routes of it that do not say who may use them. */
export const routes = (
  { access, problems }: { readonly access: RoutesAccess; readonly problems?: readonly string[] },
  ...handlers: Handlers
): Stage => ({ name: 'routes', handlers, access, ...(problems && { problems }) });

/** In the place of limits where there are none: stand-ins for somebody else's server, and specs. The reason is for whoever reads the code. */
export const withoutLimits = (_reason: string): Stage => stage('limit');

/**
 * Builds the app. Throws a ConfigError that names everything wrong with the stack: a mandatory stage is missing or any is out of order,
 * routes do not say who may use them. The process then refuses to start.
 */
export function assemble(stages: readonly Stage[]): Express {
  const problems = [...missing(stages), ...misplaced(stages), ...stages.flatMap(undeclared)];
  if (problems.length > 0) throw new ConfigError(problems);
  const app = express();
  // Nothing reads what Express makes of X-Forwarded-*: the client's address is in the request context, everything else in PUBLIC_URL.
  app.disable('x-powered-by').disable('etag').set('query parser', parseQuery).set('trust proxy', false);
  for (const { handlers } of stages) for (const handler of handlers) app.use(handler as RequestHandler);
  return app;
}

function missing(stages: readonly Stage[]): string[] {
  const has = (name: StageName): boolean => stages.some((each) => each.name === name);
  return [
    ...mandatory.filter((name) => !has(name)).map((name) => `the stack lacks the stage '${name}'`),
    ...stages.flatMap(({ name, demands = [] }) =>
      demands.filter((demand) => !has(demand)).map((demand) => `the stage '${name}' needs the stage '${demand}'`),
    ),
  ];
}

const misplaced = (stages: readonly Stage[]): string[] =>
  stages.flatMap(({ name }, index) => {
    const previous = stages[index - 1]?.name;
    if (previous === undefined) return [];
    if (order.indexOf(name) < order.indexOf(previous)) return [`the stage '${name}' must come before '${previous}'`];
    return previous === name && name !== 'routes' ? [`the stage '${name}' appears twice`] : [];
  });

const undeclared = ({ name, access, problems = [] }: Stage): readonly string[] =>
  name === 'routes' && access === undefined ? ["a stage 'routes' declares no access", ...problems] : problems;
