/** Redis for specs: a server of their own, and handles that are closed for them. */

import { createRedis, type Redis, type RedisOptions } from '../connection.ts';
import { startRedisServer, type RedisServer } from './redis-server.ts';

export interface SpecRedis {
  readonly server: RedisServer;
  /** Opens a handle and waits until it is ready. Its limits suit a busy machine, and it reconnects soon. */
  open(options?: Partial<RedisOptions>): Promise<Redis>;
  /** Closes every open handle. */
  close(): Promise<void>;
  /** Closes every handle, and stops the server. */
  stop(): Promise<void>;
}

/** Starts a server for one spec file. Undefined, with a message, where no Redis is `configured` (`REDIS_URL`) or none is installed. */
export async function startSpecRedis(configured: string | undefined): Promise<SpecRedis | undefined> {
  const server = configured === undefined ? undefined : await startRedisServer();
  if (!server) {
    process.stdout.write('SKIPPED server suite: redis\n');
    return undefined;
  }
  const handles = new Set<Redis>();
  const close = async (): Promise<void> => {
    const open = [...handles];
    handles.clear();
    await Promise.all(open.map((redis) => redis.close()));
  };
  return {
    server,
    open: async (options = {}) => {
      const redis = createRedis({ url: server.url, commandTimeoutMs: 5_000, maxReconnectDelayMs: 20, ...options });
      handles.add(redis);
      return ready(redis);
    },
    close,
    stop: async () => {
      await close();
      await server.stop();
    },
  };
}

export async function ready(redis: Redis): Promise<Redis> {
  while (redis.state !== 'ready') await new Promise((done) => setImmediate(done));
  return redis;
}
