/** Every environment variable of this process. */

import { developmentClientSecret } from '@frontage/auth';
import { parseConfig, serverConfig } from '@frontage/http-server';
import { serviceUrl } from '@frontage/upstream';
import { z } from 'zod';

export const configSchema = z.object({
  ...serverConfig({ port: 4100, adminPort: 4101 }),
  OIDC_ISSUER: z.url().default('http://127.0.0.1:4300').describe('the identity provider'),
  MOBILE_BFF_CLIENT_SECRET: z
    .string()
    .default(developmentClientSecret('mobile-bff'))
    .describe('secret of the OAuth client `mobile-bff`, for calls to services'),
  CATALOG_URL: serviceUrl.prefault('http://127.0.0.1:4401').describe('the catalog service'),
  PRICING_URL: serviceUrl.prefault('http://127.0.0.1:4402').describe('the pricing service'),
  INVENTORY_URL: serviceUrl.prefault('grpc://127.0.0.1:4403').describe('the inventory service'),
  REVIEWS_URL: serviceUrl.prefault('http://127.0.0.1:4404').describe('the reviews service'),
  CUSTOMERS_URL: serviceUrl.prefault('http://127.0.0.1:4405').describe('the customers service'),
  ORDERS_URL: serviceUrl.prefault('http://127.0.0.1:4406').describe('the orders service'),
  RECOMMENDATIONS_URL: serviceUrl.prefault('http://127.0.0.1:4407').describe('the recommendations service'),
});

export type Config = z.output<typeof configSchema>;

/** Reads the configuration; throws a ConfigError that names everything wrong with it. */
export const loadConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  parseConfig(configSchema, env);
