/** A Redis of the specs' own. */

import type { Redis, RedisEvents } from '@frontage/redis';
import { createRedis } from '@frontage/redis/connection';
import { startRedisServer, type RedisServer } from '@frontage/redis/fake';

/** Undefined where no server is configured, which the specs then say. */
export const redisServer: RedisServer | undefined =
  process.env['REDIS_URL'] === undefined ? undefined : await startRedisServer();
if (!redisServer) process.stdout.write('SKIPPED server suite: rate-limit/redis\n');

let open: Redis[] = [];

/** Connects to the server, and waits until that has worked. */
export async function connect(
  options: { readonly keyPrefix?: string; readonly events?: RedisEvents } = {},
): Promise<Redis> {
  const redis = createRedis({ url: redisServer!.url, maxReconnectDelayMs: 20, ...options });
  open.push(redis);
  await ready(redis);
  return redis;
}

export async function ready(redis: Redis): Promise<void> {
  while (redis.state !== 'ready') await new Promise((done) => setTimeout(done, 1));
}

export async function disconnect(): Promise<void> {
  await Promise.all(open.map((redis) => redis.close()));
  open = [];
}
