/** Composition root: the log on PORT, with its probes. */

import { ConfigError, type Composition, type Runtime } from '@frontage/http-server';
import { assemble, withoutLimits } from '@frontage/http-server/stack';
import {
  authenticate,
  failures,
  health,
  notFound,
  problemPages,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { openLogServer } from '@frontage/messaging/log-server';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** Composes the process: it owns its file when this resolves. */
export async function compose(config: Config, { log, metrics, state }: Runtime): Promise<Composition> {
  const file = join(config.FRONTAGE_DATA_DIR, 'messages.sqlite');
  const upgrades = await openLogServer({
    file,
    maxBytes: config.MESSAGE_LOG_MAX_BYTES,
    token: config.MESSAGE_LOG_TOKEN,
    onTrouble: (err) => log.warn({ err }, 'the log is in trouble'),
  }).catch((cause: Error) => {
    throw new ConfigError([`FRONTAGE_DATA_DIR: ${file} cannot be used: ${cause.message}`]);
  });
  const handler = assemble([
    requestContext({ log, metrics, debug: config.NODE_ENV !== 'production' }),
    health({ state }),
    securityHeaders(),
    authenticate([]),
    withoutLimits('two probes; the log itself is behind them'),
    problemPages(),
    notFound(),
    failures(),
  ]);
  return { handler, upgrades };
}
