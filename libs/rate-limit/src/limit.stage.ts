/** The stage `limit`: charges every request before any work is done for it, whatever its answer. */

import { contextOf, headerOf } from '@frontage/http-server/context';
import { stage, type Stage } from '@frontage/http-server/stack';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { limitField, policyField, type PolicyStanding } from './fields.ts';
import type { Admission, Limiter } from './limiter.ts';

/**
 * Creates the stage, which stands after authentication.
 *
 * Requests that failed before it are charged too, by what the connection tells: guessing keys is not free. An answer of 304 is free, as at
 * GitHub: clients should ask whether something has changed.
 */
export function limit(limiter: Limiter): Stage {
  const charge: RequestHandler = async (req, res, next) => {
    await chargeRequest(limiter, req, res);
    next();
  };
  const chargeRefused: ErrorRequestHandler = async (error, req, res, next) => {
    await chargeRequest(limiter, req, res);
    next(error);
  };
  // The error handler comes first, so that it does not get what `charge` throws.
  return stage('limit', chargeRefused, charge);
}

async function chargeRequest(limiter: Limiter, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const subject = { principal: context.principal, address: context.address, method: req.method, path: req.path };
  const request = await limiter.admit(subject, 'requests', 1);
  announce(res, request.standings);
  if (!request.admitted) throw request.failure;
  if (isConditional(req)) freeIfUnchanged(res, request);
  const charge = async (cost: number): Promise<void> => {
    const operation = await limiter.admit(subject, 'cost', cost);
    // Refused for its cost, the operation is charged nothing; the request is given back too.
    const before = operation.admitted ? request.standings : request.refund();
    announce(res, [...before, ...operation.standings]);
    if (!operation.admitted) throw operation.failure;
  };
  context.charge = charge;
}

function announce(res: Response, standings: readonly PolicyStanding[]): void {
  if (standings.length === 0) return;
  res.setHeader('RateLimit-Policy', policyField(standings));
  res.setHeader('RateLimit', limitField(standings));
}

const isConditional = (req: Request): boolean =>
  headerOf(req, 'if-none-match') !== undefined || headerOf(req, 'if-modified-since') !== undefined;

/** Refunds a 304. The status is known only when the head is written, so `writeHead` is replaced. */
function freeIfUnchanged(res: Response, request: Admission): void {
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => Response;
  const refunding = (...args: unknown[]): Response => {
    if (args[0] === 304) {
      const standings = request.refund();
      // An answer for everybody, which a cache may hold, has lost the fields.
      if (res.hasHeader('RateLimit')) announce(res, standings);
    }
    return writeHead(...args);
  };
  res.writeHead = refunding;
}
