/** A server with rate limits and an empty handler, where headers name the caller. */

import { assemble, routes, type Stage } from '@frontage/http-server/stack';
import {
  authenticate,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { contextOf } from '@frontage/http-server/context';
import type { Authenticator } from '@frontage/http-server';
import { createLogger, createMetrics, type Logger } from '@frontage/observability';
import type { Mode, Tier } from '@frontage/policy';
import type { Express, RequestHandler } from 'express';

/** Reads `Authorization: customer ada gold` or `partner acme standard key-1 test`. */
const byWord: Authenticator = {
  name: 'word',
  openapi: { type: 'http', scheme: 'word' },
  challenge: 'Word',
  authenticate: ({ header }) => {
    const [kind, id = '', tier = 'standard', keyId = id, mode = 'live'] = header('authorization')?.split(' ') ?? [];
    if (kind === undefined) return { kind: 'absent' };
    if (kind === 'partner') {
      return {
        kind: 'authenticated',
        principal: { kind, id, keyId, mode: mode as Mode, tier: tier as Tier, scopes: new Set(), regions: new Set() },
      };
    }
    if (kind === 'support') return { kind: 'authenticated', principal: { kind, id } };
    if (kind === 'customer') return { kind: 'authenticated', principal: { kind, id, tier: tier as Tier } };
    return { kind: 'rejected', detail: 'No.', challenge: 'Word' };
  },
};

/** Answers every request; `/cost/{n}` charges n, and the ETag `"1"` is current. */
const answer: RequestHandler = async (req, res) => {
  const [, cost] = /^\/cost\/(\d+)$/.exec(req.path) ?? [];
  if (cost !== undefined) await contextOf(res).charge?.(Number(cost));
  res
    .setHeader('ETag', '"1"')
    .status(req.headers['if-none-match'] === '"1"' ? 304 : 200)
    .end();
};

export const silent = createLogger({ name: 'spec', level: 'silent' });

/** Server that takes the client's address from `X-Forwarded-For`. */
export const serve = (limits: Stage, log: Logger = silent): Express =>
  assemble([
    requestContext({ log, metrics: createMetrics(), debug: false, trustProxy: (_, hop) => hop === 0 }),
    health({ state: () => 'serving' }),
    securityHeaders(),
    authenticate([byWord]),
    limits,
    routes({ access: 'public' }, answer),
    notFound(),
    failures(),
  ]);
