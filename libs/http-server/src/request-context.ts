/** Context of one request. Kept on `res.locals`, accessed only through this file. */

import type { Ledger } from '@frontage/call';
import type { Trace } from '@frontage/call/headers';
import type { Address } from '@frontage/network-address';
import { anonymousPrincipal, type Principal } from '@frontage/policy';
import type { Request, Response } from 'express';
import type { LoginFacts, LoginWatch } from './authenticator.ts';
import type { RequestFacts } from './endpoint.ts';
import type { FailureFormat } from './failure-format.ts';
import type { Link } from './page.ts';

/** Form of a request id that is accepted from a client. */
export const requestIdPattern = /^[A-Za-z0-9._-]{1,128}$/;

export interface RequestContext {
  readonly requestId: string;
  readonly trace: Trace;
  readonly startedAt: number;
  /** Client address, according to trusted proxies; undefined when the connection is gone already. */
  readonly address: Address | undefined;
  /** Route template once it is known; the metric label. */
  route: string;
  principal: Principal;
  /** Facts that an endpoint is given, once one is found. */
  request?: RequestFacts;
  /** Facts about the login, where the credentials have them. */
  login?: LoginFacts;
  /** Login that may end while an answer goes on, where the credentials have one. */
  watch?: LoginWatch;
  /** Shed under overload: counted under the route `shed`, without a log line of its own. */
  shed?: boolean;
  /** Charges a cost known only to routes: that of a GraphQL operation. Set by the stage `limit`; rejects with RATE_LIMITED. */
  charge?: (cost: number) => Promise<void>;
  /** Further facts for the log line. */
  facts?: Readonly<Record<string, string>>;
  /** Format of failures, where the path has one. Default problem documents. */
  failureFormat?: FailureFormat | undefined;
  /** Links on the page of a failure, where failures are pages. */
  links?: readonly Link[];
  /** Error, for the log line. */
  error?: unknown;
  /** Ledger of the call, for the log line. Cost, missing and stale parts, and their causes. */
  ledger?: Ledger;
}

interface Locals {
  context?: RequestContext;
}

export const beginContext = (res: Response, context: Omit<RequestContext, 'route' | 'principal'>): RequestContext =>
  ((res.locals as Locals).context = { ...context, route: 'unmatched', principal: anonymousPrincipal });

/** Context of a request. Throws before the context stage has run: a defect of the stack. */
export function contextOf(res: Response): RequestContext {
  const { context } = res.locals as Locals;
  if (!context) throw new Error('the request context stage has not run');
  return context;
}

/** Status of a closed response: 499 (a status of nginx) when the client left before the answer. */
export const statusSent = (res: Response): number => (res.writableFinished ? res.statusCode : 499);

/** Reads one header; several of the same name count as absent. */
export const headerOf = (req: Request, name: string): string | undefined => {
  const value = req.headers[name];
  return typeof value === 'string' ? value : undefined;
};
