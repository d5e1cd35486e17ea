/** Every variable that a BFF has because it is one. */

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
import type { z } from 'zod';

/** Spread into the schema of a BFF, first; its own variables come after: where services are, who its users are. */
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
      'where instances keep what they share: sessions, what is cached, counts of limits; default the memory of each, which production refuses with `REPLICAS` above 1',
    ),
  ...cacheVariables,
});

export type BffConfig = z.output<z.ZodObject<ReturnType<typeof bffConfig>>>;

/** Reads a BFF's configuration; throws a ConfigError that names everything wrong with it. Several instances need what they share. */
export const parseBffConfig = <T extends z.ZodType>(
  schema: T,
  env: Readonly<Record<string, string | undefined>>,
  rules: Omit<ProductionRules, 'sharedStores'> = {},
): z.output<T> => parseConfig(schema, env, { ...rules, sharedStores: ['REDIS_URL'] });
