/** Inbound stack: named stages in one order, checked when the server is made. */

import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import { ConfigError } from './config.ts';
import { withMessageClasses } from './message-classes.ts';
import { parseQuery } from './text.ts';

/** Every stage, outermost first. A BFF may leave out optional ones; it cannot change the order. */
const order = [
  'request-context', //  ids, log line and metrics for everything below, refusals included
  'health', //           probes cost nothing and need nothing
  'versions', //         format of refusals, and the end of retired versions
  'addresses', //        requests from refused addresses must not count as load
  'overload', //         refusing must cost next to nothing; probes pass, or the process would be stopped for being busy
  'security-headers', // on every answer from here on, errors too
  'compression',
  'csrf', //             before all stages that trust the cookie
  'authenticate', //     finds the principal
  'limit', //            rate limits: after the principal is known, before any work for it
  'routes',
  'not-found', //        404 for unmatched routes
  'failures', //         problem documents for errors of the stages above
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
  /** Access of routes. */
  readonly access?: RoutesAccess;
  /** Stages without which this one is not safe. */
  readonly demands?: readonly StageName[];
  /** Problems of the stage. With any, the process does not start. */
  readonly problems?: readonly string[];
}

/** `public`: no credentials are needed. `declared`: each route declares its access, and refuses others. */
export type RoutesAccess = 'public' | 'declared';

type Handlers = Stage['handlers'][number][];

export const stage = (name: Exclude<StageName, 'routes'>, ...handlers: Handlers): Stage => ({ name, handlers });

/** Stage of routes. Leaving out `access` does not compile. `problems`: routes of it without a declared access. */
export const routes = (
  { access, problems }: { readonly access: RoutesAccess; readonly problems?: readonly string[] },
  ...handlers: Handlers
): Stage => ({ name: 'routes', handlers, access, ...(problems && { problems }) });

/** Opts out of rate limiting, for mocks and specs. The reason is documentation. */
export const withoutLimits = (_reason: string): Stage => stage('limit');

/**
 * Builds the app from stages. Throws a ConfigError that names every problem: a missing mandatory stage, a wrong order, routes without a
 * declared access. The process then refuses to start.
 */
export function assemble(stages: readonly Stage[]): Express {
  const problems = [...missing(stages), ...misplaced(stages), ...stages.flatMap(undeclared)];
  if (problems.length > 0) throw new ConfigError(problems);
  const app = withMessageClasses(express());
  // X-Forwarded-* of Express has no reader. The client address is in the request context, the origin in PUBLIC_URL.
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
