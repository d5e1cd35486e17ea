/** Process for the spec. It answers `/hold` when it is told `release`, and everything else at once. */

import type { RequestHandler } from 'express';
import { z } from 'zod';
import {
  assemble,
  openEventStream,
  routes,
  withoutLimits,
  type EventStream,
  type Stage,
} from '../src/stack.exports.ts';
import { authenticate, failures, health, notFound, requestContext, securityHeaders } from '../src/stages.exports.ts';
import { parseConfig, serverConfig } from '../src/config.exports.ts';
import { runService } from '../src/index.ts';

await runService({
  name: 'lifecycle',
  config: () => parseConfig(z.object(serverConfig({ port: 0 })), process.env),
  compose: (config, { log, metrics, state }) => {
    const held: (() => void)[] = [];
    process.on('message', (message) => {
      if (message === 'release') for (const release of held.splice(0)) release();
    });
    const streams: EventStream[] = [];
    const hold: RequestHandler = (req, res, next) => {
      if (req.path === '/stream') return void streams.push(openEventStream(res));
      if (req.path === '/bug') setImmediate(() => void Promise.reject(new Error('nobody waits for this')));
      if (req.path !== '/hold') return next();
      held.push(() => res.end('held and answered'));
      process.send?.('held');
    };
    return {
      handler: assemble([
        requestContext({ log, metrics, debug: false }),
        health({ state }),
        securityHeaders(),
        authenticate([]),
        ...(process.env['NO_LIMITS'] ? [] : [withoutLimits('a spec')]),
        process.env['NO_ACCESS'] ? ({ name: 'routes', handlers: [] } as Stage) : routes({ access: 'public' }, hold),
        notFound(),
        failures(),
      ]),
      endStreams: () => {
        for (const stream of streams) {
          stream.retry(1_000);
          stream.end();
        }
      },
      close: () => {
        log.info({ port: config.PORT }, 'composition closed');
      },
    };
  },
});
process.send?.('started');
