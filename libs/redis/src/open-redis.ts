/** The one handle of a process, as its environment wants it. */

import type { Redis } from './connection.ts';

export interface OpenRedisOptions {
  /** What the names of this process' keys begin with: `web-bff:`. */
  readonly keyPrefix: string;
  /** Told of an outage once, and of its end. */
  readonly log: { warn(facts: object, message: string): void };
}

/** The handle of the Redis at this URL; undefined when there is none to be used, and then its client is not even loaded. */
export async function openRedis(
  url: string | undefined,
  { keyPrefix, log }: OpenRedisOptions,
): Promise<Redis | undefined> {
  if (url === undefined) return undefined;
  // Some ten megabytes of every process that does without.
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
