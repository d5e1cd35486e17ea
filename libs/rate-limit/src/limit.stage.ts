/** The stage `limit`: every request is charged before anything is done for it, whatever becomes of it. */

import { contextOf, headerOf, stage, type Stage } from '@frontage/http-server';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { limitField, policyField, type PolicyStanding } from './fields.ts';
import type { Admission, Limiter } from './limiter.ts';

/**
 * Requests are charged when it is known who sends them. Those that do not get that far are charged too, to whoever can be told from the
 * connection alone: guessing keys is not free. An answer of 304 is (as GitHub's are): asking whether something has changed is what we
 * want clients to do.
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
  // In this order: what the first throws does not come to the second.
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
    // None is charged if one refuses, the request as such neither.
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

/** Headers must be set before they are sent, so it is decided when the first of them leaves. */
function freeIfUnchanged(res: Response, request: Admission): void {
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => Response;
  const refunding = (...args: unknown[]): Response => {
    if (args[0] === 304) announce(res, request.refund());
    return writeHead(...args);
  };
  res.writeHead = refunding;
}
