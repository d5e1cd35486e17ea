/** What the stack knows about one request. Kept on `res.locals`, reached only through here. */

import type { Ledger } from '@frontage/call';
import type { Trace } from '@frontage/call/headers';
import type { Address } from '@frontage/network-address';
import { anonymousPrincipal, type Principal } from '@frontage/policy';
import type { Request, Response } from 'express';
import type { LoginFacts } from './authenticator.ts';
import type { Link } from './page.ts';

/** What a request id looks like that is taken from a client. */
export const requestIdPattern = /^[A-Za-z0-9._-]{1,128}$/;

export interface RequestContext {
  readonly requestId: string;
  readonly trace: Trace;
  readonly startedAt: number;
  /** Where the client is, as far as the proxies that we trust say; undefined when the connection is gone already. */
  readonly address: Address | undefined;
  /** The route template once it is known; the metric label. */
  route: string;
  principal: Principal;
  /** How they logged in, where their credentials say so. */
  login?: LoginFacts;
  /** Refused unseen because there is too much to do: counted under the route `shed`, without a log line of its own. */
  shed?: boolean;
  /**
   * Charges the caller for what only routes can tell: the cost of a GraphQL operation. Set by the stage `limit`; rejects with
   * RATE_LIMITED.
   */
  charge?: (cost: number) => Promise<void>;
  /** Where a person may go on who meets a failure here; shown where failures are pages. */
  links?: readonly Link[];
  /** What was thrown, for the log line. */
  error?: unknown;
  /** What the answer has cost, what is missing from it and what in it is old, and why, for the log line. */
  ledger?: Ledger;
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
