/** Overload: what cannot be answered in time is refused at once, so that the rest can be. */

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
  /** Most requests being answered at once. Default 1,000: at 1,000 requests per second, a second's worth. */
  readonly maxInFlight?: number;
  /** How late the event loop may be, in milliseconds. Default 100. From there on a growing share is refused, at twice as much all. */
  readonly maxLagMs?: number;
  /** What `Retry-After` says, in milliseconds. Default 1,000. */
  readonly retryAfterMs?: number;
  /** Low-priority requests get half of both limits, so that they go first. Default: all are normal. */
  readonly priorityOf?: PriorityOf;
  /** Paths whose answers stay open (event streams): let in like the others, but not counted. Default none. */
  readonly longLived?: readonly string[];
  /** Measures the event loop. Default a probe of its own, for specs another. */
  readonly lag?: LagProbe;
}

/** The limits as a process' configuration says them. */
export const overloadLimits = (
  config: Pick<ServerConfig, 'MAX_IN_FLIGHT' | 'MAX_LAG_MS'>,
): Pick<OverloadOptions, 'maxInFlight' | 'maxLagMs'> => ({
  maxInFlight: config.MAX_IN_FLIGHT,
  maxLagMs: config.MAX_LAG_MS,
});

/** What low-priority requests may use of each limit. */
const lowShare = 0.5;
/** Shedding writes one line per second at most: a line per refusal would cost more than the refusal. */
const logEveryMs = 1_000;

/**
 * The cap bounds what slow services make us hold; the lag bounds the time to answer when this process itself is too slow. A refusal
 * costs little against an answer, so under twice the capacity nine tenths of the time still go into answers. Refusing by a share that
 * grows with the lag settles where what is let in can be done; all or nothing would swing between the two.
 */
export function overload(options: OverloadOptions): Stage {
  const { log, maxInFlight = 1_000, maxLagMs = 100, retryAfterMs = 1_000, longLived = [] } = options;
  const { priorityOf = () => 'normal' as const, lag = createLagProbe() } = options;
  const shed = { normal: sharer(), low: sharer() };
  const report = reporter((count) =>
    log.warn({ shed: count, inFlight, lagMs: Math.round(lag.lagMs) }, 'shedding load'),
  );
  // Made once: it is always the same, and its stack would cost as much as the refusal.
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

/** Says yes to the given share of questions, evenly: a share of 0.25 to every fourth. */
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

/** Passes on how often it was called, at most once per `logEveryMs`. */
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
