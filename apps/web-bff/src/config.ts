/** Every environment variable of this process. */

import { developmentClientSecret, developmentSessionSecret } from '@frontage/auth';
import { parseConfig, serverConfig } from '@frontage/http-server';
import { serviceUrl } from '@frontage/upstream';
import { z } from 'zod';

const isOrigin = (text: string): boolean => URL.parse(text)?.origin === text && /^https?:/.test(text);

/** Keys are separated by commas; in an order, so that one can be replaced while what it sealed is still about. */
const keys = z.string().transform((text, context): readonly string[] => {
  const list = text.split(',').map((key) => key.trim());
  if (list.some((key) => key.length < 32))
    context.addIssue({ code: 'custom', message: 'must be keys of 32 characters or more, separated by commas' });
  return list;
});

export const configSchema = z
  .object({
    ...serverConfig({ port: 4000, adminPort: 4001 }),
    PUBLIC_URL: z
      .string()
      .refine(isOrigin, 'must be an http or https origin, without a path or a slash at the end')
      .optional()
      .describe('the origin that browsers see; default `http://localhost:<PORT>`'),
    SESSION_KEYS: keys
      .prefault(developmentSessionSecret)
      .describe('what cookies of logins under way are sealed with, separated by commas: the first seals, all open'),
    INSECURE_COOKIES: z
      .stringbool()
      .default(false)
      .describe('cookies without `Secure`, for development over http on another host than localhost'),
    FRONTAGE_DATA_DIR: z.string().min(1).default('.data').describe('where the bundle of GraphiQL is kept'),
    OIDC_ISSUER: z.url().default('http://127.0.0.1:4300').describe('the identity provider'),
    WEB_BFF_CLIENT_SECRET: z
      .string()
      .default(developmentClientSecret('web-bff'))
      .describe('secret of the OAuth client `web-bff`, for logins and for calls to services'),
    CATALOG_URL: serviceUrl.prefault('http://127.0.0.1:4401').describe('the catalog service'),
    PRICING_URL: serviceUrl.prefault('http://127.0.0.1:4402').describe('the pricing service'),
    INVENTORY_URL: serviceUrl.prefault('grpc://127.0.0.1:4403').describe('the inventory service'),
    REVIEWS_URL: serviceUrl.prefault('http://127.0.0.1:4404').describe('the reviews service'),
    CUSTOMERS_URL: serviceUrl.prefault('http://127.0.0.1:4405').describe('the customers service'),
    ORDERS_URL: serviceUrl.prefault('http://127.0.0.1:4406').describe('the orders service'),
    RECOMMENDATIONS_URL: serviceUrl.prefault('http://127.0.0.1:4407').describe('the recommendations service'),
  })
  .refine(({ NODE_ENV, INSECURE_COOKIES }) => NODE_ENV !== 'production' || !INSECURE_COOKIES, {
    path: ['INSECURE_COOKIES'],
    message: 'must not be set in production',
  })
  .refine(({ NODE_ENV, PUBLIC_URL }) => NODE_ENV !== 'production' || PUBLIC_URL?.startsWith('https:'), {
    path: ['PUBLIC_URL'],
    message: 'must be an https origin in production',
  })
  .transform((config) => ({ ...config, PUBLIC_URL: config.PUBLIC_URL ?? `http://localhost:${config.PORT}` }));

export type Config = z.output<typeof configSchema>;

/** Reads the configuration; throws a ConfigError that names everything wrong with it. */
export const loadConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  parseConfig(configSchema, env);
