/** Session stores over a Redis server of the spec's own. */

import { createRedis, type Redis, type RedisOptions } from '@frontage/redis/connection';
import { startRedisServer, type RedisServer } from '@frontage/redis/fake';

/** A server of our own when servers are configured and one can be started; said aloud when not. */
export const redisServer: RedisServer | undefined =
  process.env['REDIS_URL'] === undefined ? undefined : await startRedisServer();
if (!redisServer) process.stdout.write('SKIPPED server suite: redis\n');

/** A connection that can be used. */
export async function openRedis(options: Partial<RedisOptions> = {}): Promise<Redis> {
  const redis = createRedis({ url: redisServer!.url, commandTimeoutMs: 5_000, maxReconnectDelayMs: 20, ...options });
  await until(() => redis.state === 'ready');
  return redis;
}

/** Waits for something that has no event. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Lets time pass for Redis: whatever expires does so that much sooner. */
export async function passTime(redis: Redis, ms: number): Promise<void> {
  const names = await redis.run((commands) => commands.keys('*'));
  for (const name of names) {
    const left = await redis.run((commands) => commands.pTTL(name));
    if (left >= 0) await redis.run((commands) => commands.pExpire(name, left - ms));
  }
}
