/** What the stack knows about one request. Kept on `res.locals`, reached only through here. */

import type { Trace } from '@frontage/call';
import { anonymousPrincipal, type Principal } from '@frontage/policy';
import type { Request, Response } from 'express';

export interface RequestContext {
  readonly requestId: string;
  readonly trace: Trace;
  readonly startedAt: number;
  /** The route template once it is known; the metric label. */
  route: string;
  principal: Principal;
  /** Refused unseen because there is too much to do: counted under the route `shed`, without a log line of its own. */
  shed?: boolean;
  /** What was thrown, for the log line. */
  error?: unknown;
  /** What is missing from the answer, and why, for the log line. */
  degradations?: ReadonlyMap<string, unknown>;
}

interface Locals {
  context?: RequestContext;
}

export const beginContext = (res: Response, context: Omit<RequestContext, 'route' | 'principal'>): RequestContext =>
  ((res.locals as Locals).context = { ...context, route: 'unmatched', principal: anonymousPrincipal });

/** The context of the request being answered. Throws when the context stage has not run: a defect of the stack. */
export function contextOf(res: Response): RequestContext {
  const { context } = res.locals as Locals;
  if (!context) throw new Error('the request context stage has not run');
  return context;
}

/** Reads one header; several of the same name count as absent. */
export const headerOf = (req: Request, name: string): string | undefined => {
  const value = req.headers[name];
  return typeof value === 'string' ? value : undefined;
};
