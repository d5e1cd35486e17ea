/** Environment variables of this process. */

import { developmentClientSecret, developmentPepper, developmentWebhookKey } from '@frontage/auth/development';
import { catalogUrl } from '@frontage/catalog-client';
import { bffConfig, parseBffConfig } from '@frontage/chassis';
import { clientId, parseConfig, serverConfig, type ProductionRules } from '@frontage/http-server/config';
import { inventoryUrl } from '@frontage/inventory-client';
import { ordersUrl } from '@frontage/orders-client';
import { pricingUrl } from '@frontage/pricing-client';
import { AddressListError, parseAddressList } from '@frontage/network-address';
import { secretList } from '@frontage/sealing';
import { databaseConfig, isServer, withDatabase } from '@frontage/sql/config';
import { z } from 'zod';

/** Variables that lead to the database: of keys, partners and webhooks. */
const database = databaseConfig('partner-bff', 'where keys and partners are kept');

/** Variable of keys. */
const keysConfig = {
  API_KEY_PEPPERS: secretList(16)
    .prefault(developmentPepper)
    .describe('secrets that hashes of API keys are keyed with, separated by commas: the first writes, all read'),
};

/** Roles of a process: it answers partners, or delivers webhooks, or both. */
const roles = ['api', 'delivery'] as const;

const addressList = z.string().transform((text, context) => {
  try {
    return parseAddressList(text);
  } catch (error) {
    if (!(error instanceof AddressListError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

/** Variable that leads to the secrets of webhooks. */
const webhookKeys = {
  WEBHOOK_KEYS: secretList()
    .prefault(developmentWebhookKey)
    .describe(
      'secrets that signing secrets of webhooks are sealed with, separated by commas: the first seals, all open',
    ),
};

/** Variables of webhooks. */
const webhookConfig = {
  ...webhookKeys,
  WEBHOOK_ALLOW_LOOPBACK: z
    .enum(['true', 'false'])
    .default('false')
    .transform((flag) => flag === 'true')
    .describe('`true` lets webhooks go to this machine, over http too; for development, refused in production'),
  WEBHOOK_ALLOW_ADDRESSES: addressList
    .prefault('')
    .describe('networks that webhooks may go to although they are not public, separated by commas'),
  WEBHOOK_DENY_ADDRESSES: addressList
    .prefault('')
    .describe('networks that webhooks never go to: public addresses of your own, NAT64 prefixes'),
  WEBHOOK_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(60_000)
    .default(20_000)
    .describe('time of one attempt, in milliseconds; Standard Webhooks advises 15 to 30 s'),
  WEBHOOK_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(4)
    .max(366)
    .default(30)
    .describe(
      'days after which events are deleted with their deliveries, delivered or not; at least one schedule of attempts',
    ),
  ROLES: z
    .string()
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(roles)))
    .prefault(roles.join(','))
    .describe('roles of this process: `api` answers partners, `delivery` sends webhooks'),
};

/** Variable of the portal. */
const portalConfig = {
  PORTAL: z
    .enum(['on', 'off'])
    .default('on')
    .describe('`off`: no pages at `/portal`, where partners log in with a key; the API and `/docs` stay'),
};

/** Days for which records about partners are kept. */
const retentionConfig = {
  USAGE_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_660)
    .default(400)
    .describe('days for which the requests of each key are kept, by operation and day'),
  AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_660)
    .default(365)
    .describe('days for which the audit log keeps who wrote what'),
};

export const configSchema = z
  .object({
    ...bffConfig({ port: 4200, adminPort: 4201 }),
    PARTNER_BFF_CLIENT_ID: clientId('partner-bff'),
    PARTNER_BFF_CLIENT_SECRET: z
      .string()
      .default(developmentClientSecret('partner-bff'))
      .describe('secret of the OAuth client, for calls to services'),
    ...database,
    ...keysConfig,
    ...webhookConfig,
    ...portalConfig,
    ...retentionConfig,
    CATALOG_URL: catalogUrl,
    PRICING_URL: pricingUrl,
    INVENTORY_URL: inventoryUrl,
    ORDERS_URL: ordersUrl,
  })
  .transform(withDatabase('partner-bff'))
  .refine(({ REPLICAS, DATABASE_URL }) => REPLICAS === 1 || isServer(DATABASE_URL), {
    path: ['DATABASE_URL'],
    message: 'must be a PostgreSQL server when REPLICAS is above 1: a SQLite file has one owner',
  })
  .refine(({ ROLES, DATABASE_URL }) => roles.every((role) => ROLES.includes(role)) || isServer(DATABASE_URL), {
    path: ['ROLES'],
    message: 'needs a PostgreSQL server (DATABASE_URL) to be split between processes: a SQLite file has one owner',
  })
  .refine(({ NODE_ENV, WEBHOOK_ALLOW_LOOPBACK }) => NODE_ENV !== 'production' || !WEBHOOK_ALLOW_LOOPBACK, {
    path: ['WEBHOOK_ALLOW_LOOPBACK'],
    message: 'must not be true in production: partners would reach this machine',
  });

type Environment = Readonly<Record<string, string | undefined>>;

const rules: ProductionRules = {
  eitherInProduction: [
    { names: ['DATABASE_URL', 'FRONTAGE_DATA_DIR'], because: 'keys would be kept wherever the process was started' },
  ],
};

interface Seeds {
  /** Seeds partners whose keys are public. Never by default: only where `NODE_ENV` says development or test. */
  readonly seedsKnownKeys: boolean;
}

const seedsIn = ({ NODE_ENV }: Environment): Seeds => ({
  seedsKnownKeys: NODE_ENV === 'development' || NODE_ENV === 'test',
});

export type Config = z.output<typeof configSchema> & Seeds;

/** Reads the configuration. Throws a ConfigError that names every problem. */
export const loadConfig = (env: Environment = process.env): Config => ({
  ...parseBffConfig(configSchema, env, rules),
  ...seedsIn(env),
});

/** Variables of the operators' commands: no more than each needs. */
const commandConfig = { NODE_ENV: serverConfig({ port: 0 }).NODE_ENV, ...database };
const keysSchema = z.object({ ...commandConfig, ...keysConfig }).transform(withDatabase('partner-bff'));
const webhooksSchema = z.object({ ...commandConfig, ...webhookKeys }).transform(withDatabase('partner-bff'));

export type KeysConfig = z.output<typeof keysSchema> & Seeds;

/** Reads the configuration of the keys command. Throws a ConfigError that names every problem. */
export const loadKeysConfig = (env: Environment = process.env): KeysConfig => ({
  ...parseConfig(keysSchema, env, rules),
  ...seedsIn(env),
});

export type WebhooksConfig = z.output<typeof webhooksSchema>;

/** Reads the configuration of the webhooks command. Throws a ConfigError that names every problem. */
export const loadWebhooksConfig = (env: Environment = process.env): WebhooksConfig =>
  parseConfig(webhooksSchema, env, rules);
