/** Environment variables of this process. */

import { developmentClientSecret } from '@frontage/auth/development';
import { catalogUrl } from '@frontage/catalog-client';
import { bffConfig, parseBffConfig } from '@frontage/chassis';
import { customersUrl } from '@frontage/customers-client';
import { clientId, gradesConfig, words } from '@frontage/http-server/config';
import { inventoryUrl } from '@frontage/inventory-client';
import { ordersUrl } from '@frontage/orders-client';
import { pricingUrl } from '@frontage/pricing-client';
import { recommendationsUrl } from '@frontage/recommendations-client';
import { reviewsUrl } from '@frontage/reviews-client';
import { databaseConfig, developmentFolder, isServer, withDatabase } from '@frontage/sql/config';
import { z } from 'zod';
import { appVersionsConfig } from './app-versions/app-versions.ts';
import { tokensConfig } from './tokens.ts';

/** Variables of notifications. */
const pushConfig = {
  PUSH_SENDER: z
    .enum(['log', 'none'])
    .optional()
    .describe(
      'sender of notifications: `log` logs device and type, `none` sends nothing; default `log`, in production `none`',
    ),
  ...databaseConfig('mobile-bff', 'where notifications wait for the end of quiet hours'),
};

const baseSchema = z.object({
  ...bffConfig({ port: 4100, adminPort: 4101 }),
  MOBILE_BFF_CLIENT_ID: clientId('mobile-bff'),
  MOBILE_BFF_CLIENT_SECRET: z
    .string()
    .default(developmentClientSecret('mobile-bff'))
    .describe('secret of the OAuth client, for calls to services'),
  ...gradesConfig,
  ...appVersionsConfig,
  ...tokensConfig,
  ...pushConfig,
  MOBILE_BFF_AUDIENCE: z
    .string()
    .min(1)
    .default('mobile-bff')
    .describe('`aud` of the access tokens that are taken: what the identity provider calls this API, and no client'),
  ACCESS_TOKEN_TYPES: words
    .transform((types) => types.map((type) => (type === 'none' ? undefined : type.toLowerCase())))
    .prefault('at+jwt')
    .describe('`typ` of access tokens: `jwt`, or `none` for without, if the provider does not follow RFC 9068'),
  CHECKOUT_ACR: words
    .optional()
    .describe(
      'authentication contexts (`acr`), one of which a login must have to place orders, best first; default any',
    ),
  CHECKOUT_MAX_AGE_S: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('longest time since the login to place orders, in seconds; default any'),
  CATALOG_URL: catalogUrl,
  PRICING_URL: pricingUrl,
  INVENTORY_URL: inventoryUrl,
  REVIEWS_URL: reviewsUrl,
  CUSTOMERS_URL: customersUrl,
  ORDERS_URL: ordersUrl,
  RECOMMENDATIONS_URL: recommendationsUrl,
});

export const configSchema = baseSchema
  .transform((config) => ({
    ...config,
    PUSH_SENDER: config.PUSH_SENDER ?? (config.NODE_ENV === 'production' ? 'none' : 'log'),
  }))
  .transform(withDatabase('mobile-bff'))
  .refine(
    ({ NODE_ENV, PUSH_SENDER, DATABASE_URL, FRONTAGE_DATA_DIR }) =>
      NODE_ENV !== 'production' ||
      PUSH_SENDER === 'none' ||
      isServer(DATABASE_URL) ||
      FRONTAGE_DATA_DIR !== developmentFolder,
    {
      path: ['DATABASE_URL'],
      message:
        'or FRONTAGE_DATA_DIR is required in production where notifications are sent: they would be kept wherever the process was started',
    },
  )
  .refine(
    ({ REPLICAS, PUSH_SENDER, DATABASE_URL }) => REPLICAS === 1 || PUSH_SENDER === 'none' || isServer(DATABASE_URL),
    {
      path: ['DATABASE_URL'],
      message:
        'must be a PostgreSQL server when REPLICAS is above 1 and notifications are sent: a SQLite file has one owner',
    },
  );

export type Config = z.output<typeof configSchema>;

/** Reads the configuration. Throws a ConfigError that names every problem. */
export const loadConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  parseBffConfig(configSchema, env);
