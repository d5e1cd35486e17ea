/** Outermost stage: request id, trace, one log line and one metric per request. */

import { newTrace, parseTraceparent } from '@frontage/call/headers';
import { correlate, type Logger, type Metrics } from '@frontage/observability';
import type { RequestHandler } from 'express';
import { randomUUID } from 'node:crypto';
import { clientAddress, trustNobody, type TrustProxy } from '../client-address.ts';
import { beginContext, headerOf, requestIdPattern, statusSent, type RequestContext } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';
import { isHealthPath } from './health.stage.ts';

export interface RequestContextOptions {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Adds `Server-Timing`. */
  readonly debug: boolean;
  /** Proxies whose `X-Forwarded-For` is trusted. Default none. */
  readonly trustProxy?: TrustProxy;
}

export function requestContext({ log, metrics, debug, trustProxy = trustNobody }: RequestContextOptions): Stage {
  const handle: RequestHandler = (req, res, next) => {
    const given = headerOf(req, 'x-request-id');
    const context = beginContext(res, {
      requestId: given !== undefined && requestIdPattern.test(given) ? given : randomUUID(),
      trace: parseTraceparent(headerOf(req, 'traceparent')) ?? newTrace(),
      startedAt: performance.now(),
      address: clientAddress(req.socket, headerOf(req, 'x-forwarded-for'), trustProxy),
    });
    res.setHeader('X-Request-Id', context.requestId);
    if (debug) announceTiming(res, context);
    res.once('close', () => {
      if (isHealthPath(req.path)) return;
      const ms = performance.now() - context.startedAt;
      const status = statusSent(res);
      metrics.requestServed(context.shed ? 'shed' : context.route, req.method, status, ms / 1000);
      if (context.shed) return;
      for (const part of context.ledger?.degraded ?? []) metrics.answerDegraded(context.route, part);
      for (const part of context.ledger?.staleParts ?? []) metrics.answerStale(context.route, part);
      correlate(idsOf(context), () => writeLine(log, context, req.method, status, ms));
    });
    correlate(idsOf(context), next);
  };
  return stage('request-context', handle);
}

const idsOf = ({ requestId, trace }: RequestContext) => ({ requestId, traceId: trace.traceId });

function writeLine(log: Logger, context: RequestContext, method: string, status: number, ms: number): void {
  const { route, principal, error, ledger, facts: further } = context;
  const stale = ledger?.staleParts ?? [];
  const facts = {
    method,
    route,
    ...further,
    status,
    ms: Math.round(ms * 10) / 10,
    caller: 'id' in principal ? `${principal.kind}:${principal.id}` : principal.kind,
    ...(principal.kind === 'partner' && principal.mode === 'test' && { mode: principal.mode }),
    ...(stale.length > 0 && { stale }),
  };
  if (status >= 500) log.error({ ...facts, err: error }, 'request failed');
  else if (ledger && ledger.degraded.length > 0) {
    const [[part, cause]] = [...ledger.degradations] as [[string, unknown]];
    log.warn({ ...facts, degraded: ledger.degraded, part, err: cause }, 'request degraded');
  } else
    log.info(
      error === undefined ? facts : { ...facts, reason: String((error as Error).message).slice(0, 200) },
      'request served',
    );
}

/** Adds `Server-Timing` by wrapping `writeHead`: the time must be set before the headers leave. */
function announceTiming(
  res: { writeHead: unknown; setHeader(name: string, value: string): unknown },
  context: RequestContext,
): void {
  const writeHead = res.writeHead as (...args: unknown[]) => unknown;
  const timed = (...args: unknown[]): unknown => {
    res.setHeader('Server-Timing', `total;dur=${(performance.now() - context.startedAt).toFixed(1)}`);
    return writeHead.apply(res, args);
  };
  res.writeHead = timed;
}
