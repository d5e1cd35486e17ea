/** Cache of a process, by its environment. */

import type { CacheUse } from '@frontage/call';
import type { Redis } from '@frontage/redis';
import { createCache, type Cache } from '../cache.ts';
import { noCache } from '../no-cache.ts';
import { createRedisStore } from './redis-store.ts';

/** Settings that `cacheVariables` reads. */
export interface CacheSettings {
  readonly CACHE_MAX_BYTES: number;
  readonly CACHE_KEYS?: readonly string[] | undefined;
}

export interface OpenCacheOptions {
  /** Connection of the shared level. Default none: memory alone. */
  readonly redis?: Redis | undefined;
  readonly onUse?: (use: CacheUse) => void;
  readonly log: Record<'info' | 'warn', (facts: object, message: string) => void>;
}

/** Opens the cache that the environment asks for: memory, memory and Redis, or none. */
export const openCache = (settings: CacheSettings, { redis, onUse, log }: OpenCacheOptions): Cache =>
  settings.CACHE_MAX_BYTES === 0
    ? noCache
    : createCache({
        maxBytes: settings.CACHE_MAX_BYTES,
        ...(redis && {
          store: createRedisStore({
            redis,
            secrets: settings.CACHE_KEYS,
            onError: (err) => log.warn({ err }, 'what is cached in Redis cannot be used'),
          }),
        }),
        ...(onUse && { onUse }),
        onRevalidationFailed: (name, err) => log.info({ name, err }, 'a cached part could not be revalidated'),
      });
