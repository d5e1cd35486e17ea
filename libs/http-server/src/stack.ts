/** The inbound stack: named stages in one order, proven when the server is made. */

import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';

/** Every kind of stage, outermost first. A BFF leaves optional ones out; it cannot change their order. */
const order = [
  'request-context', //  ids, log line and metrics for everything below, refusals included
  'health', //           probes cost nothing and need nothing
  'overload', //         refusing must cost next to nothing; probes pass, or the process would be stopped for being busy
  'security-headers', // on every answer from here on, errors too
  'compression',
  'csrf', //             before anything is done on a cookie's authority
  'authenticate', //     who is calling
  'routes',
  'not-found', //        what no route took
  'failures', //         what anything above threw
] as const;

const mandatory: readonly StageName[] = [
  'request-context',
  'health',
  'security-headers',
  'authenticate',
  'routes',
  'not-found',
  'failures',
];

export type StageName = (typeof order)[number];

export interface Stage {
  readonly name: StageName;
  readonly handlers: readonly (RequestHandler | ErrorRequestHandler | Router)[];
}

export const stage = (name: StageName, ...handlers: Stage['handlers'][number][]): Stage => ({ name, handlers });

/** Builds the app. Throws when a mandatory stage is missing or any is out of order: the BFF then refuses to start. */
export function assemble(stages: readonly Stage[]): Express {
  const names = stages.map(({ name }) => name);
  for (const name of mandatory) if (!names.includes(name)) throw new Error(`the stack lacks the stage '${name}'`);
  names.forEach((name, index) => {
    const previous = names[index - 1];
    if (previous !== undefined && order.indexOf(name) < order.indexOf(previous)) {
      throw new Error(`the stage '${name}' must come before '${previous}'`);
    }
    if (previous === name && name !== 'routes') throw new Error(`the stage '${name}' appears twice`);
  });
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple').set('trust proxy', false);
  for (const { handlers } of stages) for (const handler of handlers) app.use(handler as RequestHandler);
  return app;
}
