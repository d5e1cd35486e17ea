/** Usage that instances share, in Redis. */

import type { Redis } from '@frontage/redis';
import { createHash } from 'node:crypto';
import type { Charge, LimitStore } from '../store.ts';
import { chargeScript } from './charge.lua.ts';

export interface RedisLimitStoreOptions {
  readonly redis: Redis;
  /** Clock in place of that of Redis, in milliseconds. For specs. */
  readonly now?: () => number;
}

/** Reply of the script. Numbers come as text, since Redis would cut those of Lua to whole ones. */
type Reply = readonly [admitted: number, ...usedAndAt: string[]];

const sha = createHash('sha1').update(chargeScript).digest('hex');

/** Creates the store. It rejects at once while Redis is gone: `sharedOrLocal` then goes on without it. */
export const createRedisLimitStore = ({ redis, now }: RedisLimitStoreOptions): LimitStore => ({
  charge: async (charges) => {
    const input = {
      keys: charges.map(({ key }) => `limit:${key}`),
      arguments: [String(now?.() ?? ''), ...charges.flatMap(toArguments)],
    };
    const reply = (await redis.run((commands) =>
      commands.evalSha(sha, input).catch((error: unknown) => {
        // A Redis that is new, or was restarted, does not know the script yet.
        if (String(error).includes('NOSCRIPT')) return commands.eval(chargeScript, input);
        throw error;
      }),
    )) as unknown as Reply;
    const [admitted, ...numbers] = reply;
    return {
      admitted: admitted === 1,
      standings: charges.map(({ rule }, index) => ({
        rule,
        usage: { used: Number(numbers[2 * index]), at: Number(numbers[2 * index + 1]) },
      })),
    };
  },
});

const toArguments = ({ rule: { kind, limit, windowMs }, cost }: Charge): string[] => [
  kind,
  String(limit),
  String(windowMs),
  String(cost),
];
