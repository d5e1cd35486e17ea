/** Every environment variable of this process. */

import {
  developmentApiKeyRecords,
  developmentClientSecret,
  developmentPepper,
  type ApiKeyRecord,
} from '@frontage/auth';
import { parseConfig, serverConfig } from '@frontage/http-server';
import { serviceUrl } from '@frontage/upstream';
import { z } from 'zod';

const keyRecord = z.strictObject({
  id: z.string().min(1),
  partnerId: z.string().min(1),
  status: z.enum(['active', 'suspended']),
  tier: z.enum(['standard', 'gold', 'premium']),
  scopes: z.array(z.enum(['catalog:read', 'catalog:write', 'orders:read', 'orders:write'])),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'),
});

/** `development`, or a JSON array of key records. */
const apiKeys = z.string().transform((text, context): readonly ApiKeyRecord[] => {
  if (text === 'development') return developmentApiKeyRecords();
  try {
    const records = z.array(keyRecord).parse(JSON.parse(text));
    return records.map((record) => ({ ...record, hash: Buffer.from(record.hash, 'hex') }));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON array of key records' });
    return z.NEVER;
  }
});

export const configSchema = z.object({
  ...serverConfig({ port: 4200, adminPort: 4201 }),
  OIDC_ISSUER: z.url().default('http://127.0.0.1:4300').describe('the identity provider'),
  PARTNER_BFF_CLIENT_SECRET: z
    .string()
    .default(developmentClientSecret('partner-bff'))
    .describe('secret of the OAuth client `partner-bff`, for calls to services'),
  API_KEY_PEPPER: z
    .string()
    .min(16)
    .default(developmentPepper)
    .describe('secret that hashes of API keys are keyed with'),
  API_KEYS: apiKeys
    .prefault('development')
    .describe('JSON array of `{id, partnerId, status, tier, scopes, hash}`, or `development`'),
  CATALOG_URL: serviceUrl.prefault('http://127.0.0.1:4401').describe('the catalog service'),
  PRICING_URL: serviceUrl.prefault('http://127.0.0.1:4402').describe('the pricing service'),
  INVENTORY_URL: serviceUrl.prefault('grpc://127.0.0.1:4403').describe('the inventory service'),
  ORDERS_URL: serviceUrl.prefault('http://127.0.0.1:4406').describe('the orders service'),
});

export type Config = z.output<typeof configSchema>;

/** Reads the configuration; throws a ConfigError that names everything wrong with it. */
export const loadConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  parseConfig(configSchema, env);
