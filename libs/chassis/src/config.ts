/** Variables of every BFF. */

import { cacheVariables } from '@frontage/cache';
import {
  addressConfig,
  budgetConfig,
  issuerConfig,
  parseConfig,
  serverConfig,
  serviceTokenConfig,
  type ProductionRules,
} from '@frontage/http-server/config';
import { rateLimitConfig } from '@frontage/rate-limit';
import { redisUrl } from '@frontage/redis';
import { messagingConfig } from '@frontage/messaging';
import type { z } from 'zod';

/** Schema of these variables. Spread into the schema of a BFF, first; its own variables follow: addresses of services, users. */
export const bffConfig = (defaults: { readonly port: number; readonly adminPort: number }) => ({
  ...serverConfig(defaults),
  ...addressConfig,
  ...budgetConfig,
  ...rateLimitConfig,
  ...issuerConfig,
  ...serviceTokenConfig,
  REDIS_URL: redisUrl
    .optional()
    .describe(
      'the Redis that instances share: sessions, caches, counts of limits; default the memory of each, which production refuses with `REPLICAS` above 1',
    ),
  ...messagingConfig({ without: 'cached answers live their time' }),
  ...cacheVariables,
});

export type BffConfig = z.output<z.ZodObject<ReturnType<typeof bffConfig>>>;

/**
 * Reads a BFF's configuration; throws a ConfigError with every problem. With several instances, the variables of shared stores are
 * required.
 */
export const parseBffConfig = <T extends z.ZodType>(
  schema: T,
  env: Readonly<Record<string, string | undefined>>,
  rules: Omit<ProductionRules, 'sharedStores'> = {},
): z.output<T> => parseConfig(schema, env, { ...rules, sharedStores: ['REDIS_URL'] });
