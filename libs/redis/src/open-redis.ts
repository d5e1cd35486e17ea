/** Redis handle of a process, by its environment. */

import type { Redis } from './connection.ts';

export interface OpenRedisOptions {
  /** Prefix of this process' keys, such as `web-bff:`. */
  readonly keyPrefix: string;
  /** Log of outages: one warning, and one message at the end. */
  readonly log: { warn(facts: object, message: string): void };
}

/** Opens a handle for a URL. Undefined without a URL; the client is then not even loaded. */
export async function openRedis(
  url: string | undefined,
  { keyPrefix, log }: OpenRedisOptions,
): Promise<Redis | undefined> {
  if (url === undefined) return undefined;
  // Loaded on demand: the client takes some ten megabytes.
  const { createRedis } = await import('./connection.ts');
  return createRedis({
    url,
    keyPrefix,
    events: {
      lost: (err) => log.warn({ err }, 'Redis cannot be reached'),
      back: (afterMs) => log.warn({ afterMs }, 'Redis is back'),
    },
  });
}
