/** Load shedding: refuses at once what cannot be answered in time. */

import { Failure } from '@frontage/errors';
import type { Logger } from '@frontage/observability';
import type { RequestHandler } from 'express';
import type { ServerConfig } from '../config.ts';
import { createLagProbe, type LagProbe } from '../event-loop-lag.ts';
import type { PriorityOf } from '../priority.ts';
import { contextOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';
import { sendProblem } from './failures.stage.ts';

export interface OverloadOptions {
  readonly log: Logger;
  /** Most requests in flight. Default 1,000: at 1,000 requests per second, one second of them. */
  readonly maxInFlight?: number;
  /**
   * Event-loop lag in milliseconds from which requests are shed. Default 100. The shed share grows with the lag; at twice the limit it is
   * all.
   */
  readonly maxLagMs?: number;
  /** `Retry-After` in milliseconds. Default 1,000. */
  readonly retryAfterMs?: number;
  /** Priority of requests. Low ones get half of both limits. Default all normal. */
  readonly priorityOf?: PriorityOf;
  /** Paths of long-lived answers (event streams): admitted like others, but not counted. Default none. */
  readonly longLived?: readonly string[];
  /** Lag probe. Default one of its own; specs give another. */
  readonly lag?: LagProbe;
}

/** Limits from a process' configuration. */
export const overloadLimits = (
  config: Pick<ServerConfig, 'MAX_IN_FLIGHT' | 'MAX_LAG_MS'>,
): Pick<OverloadOptions, 'maxInFlight' | 'maxLagMs'> => ({
  maxInFlight: config.MAX_IN_FLIGHT,
  maxLagMs: config.MAX_LAG_MS,
});

/** Share of each limit for low-priority requests. */
const lowShare = 0.5;
/** Interval between log lines in milliseconds. A line for each refusal would cost more than the refusal. */
const logEveryMs = 1_000;

/**
 * Creates the stage. The cap on requests in flight bounds memory while services are slow; the lag bounds response times while this process
 * is slow. A refusal costs little: under twice the capacity, nine tenths of the time still go into answers. A share that grows with the lag
 * settles at the capacity; all or nothing would oscillate.
 */
export function overload(options: OverloadOptions): Stage {
  const { log, maxInFlight = 1_000, maxLagMs = 100, retryAfterMs = 1_000, longLived = [] } = options;
  const { priorityOf = () => 'normal' as const, lag = createLagProbe() } = options;
  const shed = { normal: sharer(), low: sharer() };
  const report = reporter((count) =>
    log.warn({ shed: count, inFlight, lagMs: Math.round(lag.lagMs) }, 'shedding load'),
  );
  // Created once: the stack trace of each failure would cost as much as the refusal.
  const refusal = new Failure('OVERLOADED', 'Too many requests are being answered already.', { retryAfterMs });
  let inFlight = 0;

  const overloaded = (method: string, path: string): boolean => {
    const { lagMs } = lag;
    if (inFlight < maxInFlight * lowShare && lagMs <= maxLagMs * lowShare) return false;
    const priority = priorityOf(method, path);
    const share = priority === 'low' ? lowShare : 1;
    return inFlight >= maxInFlight * share || shed[priority](lagMs / (maxLagMs * share) - 1);
  };

  const handle: RequestHandler = (req, res, next) => {
    lag.touch();
    if (overloaded(req.method, req.path)) {
      contextOf(res).shed = true;
      report();
      return sendProblem(res, refusal, req.path);
    }
    if (!longLived.includes(req.path)) {
      inFlight += 1;
      res.once('close', () => {
        inFlight -= 1;
      });
    }
    next();
  };
  return stage('overload', handle);
}

/** Selects the given share of calls, evenly: with 0.25 every fourth. */
function sharer(): (share: number) => boolean {
  let due = 0;
  return (share) => {
    if (share <= 0) return false;
    due += Math.min(1, share);
    if (due < 1) return false;
    due -= 1;
    return true;
  };
}

/** Reports the number of calls, at most once per `logEveryMs`. */
function reporter(write: (count: number) => void): () => void {
  let count = 0;
  let nextAt = 0;
  return () => {
    count += 1;
    const now = performance.now();
    if (now < nextAt) return;
    write(count);
    count = 0;
    nextAt = now + logEveryMs;
  };
}
