/** Address of Redis, in a configuration schema. */

import { z } from 'zod';

const schemes: readonly string[] = ['redis:', 'rediss:', 'unix:'];

/**
 * Finds the fault of an address, or undefined. The message never repeats the address, which may hold a password, and is printed and logged.
 */
function wrongWith(text: string): string | undefined {
  if (!URL.canParse(text) || !text.includes('://')) return 'is not a URL; use redis://host:6379';
  const { protocol, hostname, pathname, hash } = new URL(text);
  if (!schemes.includes(protocol)) return 'has an unknown scheme; use one of redis, rediss, unix';
  if (protocol === 'unix:') return pathname.length > 1 ? undefined : 'names no socket';
  if (hostname === '') return 'names no host';
  if (!/^(\/\d{0,5})?$/.test(pathname) || hash) return 'may hold only the number of a database after the host';
  return undefined;
}

/** Schema of `REDIS_URL`: `redis://`, `rediss://` (TLS) or `unix://`. */
export const redisUrl = z.string().superRefine((text, context) => {
  const message = wrongWith(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});
