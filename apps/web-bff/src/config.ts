/** Environment variables of this process. */

import { developmentClientSecret, developmentSessionSecret } from '@frontage/auth/development';
import { flawOfOrigin, isOrigin, type OriginFlaw } from '@frontage/auth/session';
import { catalogUrl } from '@frontage/catalog-client';
import { bffConfig, parseBffConfig } from '@frontage/chassis';
import { customersUrl } from '@frontage/customers-client';
import { isTrustConfigured, trustConfig } from '@frontage/graphql-server';
import { clientId, gradesConfig, words } from '@frontage/http-server/config';
import { inventoryUrl } from '@frontage/inventory-client';
import { ordersUrl } from '@frontage/orders-client';
import { pricingUrl } from '@frontage/pricing-client';
import { recommendationsUrl } from '@frontage/recommendations-client';
import { reviewsUrl } from '@frontage/reviews-client';
import { secretList } from '@frontage/sealing';
import { z } from 'zod';
import { experimentsConfig } from './experiments/experiments.ts';
import { operationLimits, streamLimits } from './operation-limits.ts';
import { sessionPolicy } from './session-policy.ts';
import { readStorefront } from './storefront/storefront-files.ts';

/** Runs a refinement although another check has failed: all problems are reported at once. */
const always = (): boolean => true;

interface Origin {
  readonly NODE_ENV?: string;
  readonly PORT?: number;
  readonly PUBLIC_URL?: string | undefined;
  readonly INSECURE_COOKIES?: boolean;
}

const publicOriginOf = ({ PORT, PUBLIC_URL }: Origin): string => PUBLIC_URL ?? `http://localhost:${PORT}`;

/** Flaw for which the session handler would refuse the origin. Production has stricter rules of its own. */
function flawOf(config: Origin): OriginFlaw | undefined {
  const publicOrigin = publicOriginOf(config);
  // An origin that cannot be parsed is reported by its own check.
  if (config.NODE_ENV === 'production' || !isOrigin(publicOrigin)) return undefined;
  return flawOfOrigin({ publicOrigin, insecureCookies: config.INSECURE_COOKIES === true });
}

const isFit =
  (option: OriginFlaw['option']) =>
  (config: Origin): boolean =>
    flawOf(config)?.option !== option;
const toldOf = (variable: string) => ({
  path: [variable],
  when: always,
  error: ({ input }: { readonly input: unknown }) => flawOf(input as Origin)?.message,
});

export const configSchema = z
  .object({
    ...bffConfig({ port: 4000, adminPort: 4001 }),
    PUBLIC_URL: z
      .string()
      .refine(isOrigin, 'must be an http or https origin, without a path or a slash at the end')
      .optional()
      .describe('the origin that browsers see; default `http://localhost:<PORT>`'),
    SESSION_KEYS: secretList()
      .prefault(developmentSessionSecret)
      .describe('keys that seal logins under way and sessions, separated by commas: the first seals, all open'),
    SESSION_IDLE_MINUTES: z.coerce
      .number()
      .int()
      .min(1)
      .max(24 * 60)
      .default(sessionPolicy.idleMinutes)
      .describe('lifetime of a session without a request, in minutes'),
    SESSION_MAX_MINUTES: z.coerce
      .number()
      .int()
      .min(1)
      .max(30 * 24 * 60)
      .default(sessionPolicy.maxMinutes)
      .describe('lifetime of a session at most, in minutes'),
    INSECURE_COOKIES: z
      .stringbool()
      .default(false)
      .describe('cookies without `Secure`, for development over http on another host than localhost'),
    GRAPHQL_MAX_COST: z.coerce
      .number()
      .int()
      .min(1)
      .default(operationLimits.maxCost)
      .describe(
        'highest cost of one operation, estimated before it runs: a value is 1, a call 100 (libs/graphql-server)',
      ),
    MAX_STREAMS: z.coerce
      .number()
      .int()
      .min(1)
      .default(streamLimits.perInstance)
      .describe('most event streams at once, not counted by MAX_IN_FLIGHT; more are refused with 429'),
    STREAM_HEARTBEAT_MS: z.coerce
      .number()
      .int()
      .min(100)
      .default(15_000)
      .describe(
        'time between two signs of life of an event stream, in milliseconds: shorter than a proxy waits (60 s)',
      ),
    ...trustConfig,
    ...experimentsConfig,
    STOREFRONT_DIR: z
      .string()
      .min(1)
      .optional()
      .describe('folder of the built storefront, which is served at `/`; default none: it is served elsewhere'),
    IMAGE_ORIGINS: z
      .string()
      .prefault('')
      .transform((text) => text.split(',').filter((origin) => origin !== ''))
      .refine((origins) => origins.every(isOrigin), 'must be http or https origins, separated by commas')
      .describe('origins of the catalog’s pictures, separated by commas: the storefront shows them from nowhere else'),
    FRONTAGE_DATA_DIR: z.string().min(1).default('.data').describe('folder of the bundle of GraphiQL'),
    WEB_BFF_CLIENT_ID: clientId('web-bff'),
    WEB_BFF_CLIENT_SECRET: z
      .string()
      .default(developmentClientSecret('web-bff'))
      .describe('secret of the OAuth client, for logins and for calls to services'),
    ...gradesConfig,
    OIDC_LOGOUT_PARAMETER: z
      .string()
      .regex(/^\w{1,64}$/, 'must be the name of a parameter')
      .default('post_logout_redirect_uri')
      .describe('parameter with which the provider is told where to lead to after a logout'),
    OIDC_SCOPE: words
      .refine((scopes) => scopes.includes('openid'), 'must have the word openid')
      .prefault('openid profile email offline_access')
      .describe(
        'scopes that logins ask for; without `offline_access` some providers give no refresh token, others refuse it',
      ),
    CATALOG_URL: catalogUrl,
    PRICING_URL: pricingUrl,
    INVENTORY_URL: inventoryUrl,
    REVIEWS_URL: reviewsUrl,
    CUSTOMERS_URL: customersUrl,
    ORDERS_URL: ordersUrl,
    RECOMMENDATIONS_URL: recommendationsUrl,
  })
  .refine(
    ({ NODE_ENV, STOREFRONT_DIR }) =>
      NODE_ENV !== 'production' || STOREFRONT_DIR === undefined || readStorefront(STOREFRONT_DIR) !== undefined,
    { path: ['STOREFRONT_DIR'], when: always, message: 'must be a folder with a built storefront' },
  )
  .refine(isFit('publicOrigin'), toldOf('PUBLIC_URL'))
  .refine(isFit('insecureCookies'), toldOf('INSECURE_COOKIES'))
  .refine(({ NODE_ENV, INSECURE_COOKIES }) => NODE_ENV !== 'production' || !INSECURE_COOKIES, {
    path: ['INSECURE_COOKIES'],
    when: always,
    message: 'must not be set in production',
  })
  .refine(({ NODE_ENV, PUBLIC_URL }) => NODE_ENV !== 'production' || PUBLIC_URL?.startsWith('https:'), {
    path: ['PUBLIC_URL'],
    when: always,
    message: 'must be an https origin in production',
  })
  .refine(isTrustConfigured, {
    path: ['TRUSTED_DOCUMENTS'],
    when: always,
    message: 'must not be only without TRUSTED_DOCUMENTS_FILE: nothing would be run',
  })
  .transform((config) => ({ ...config, PUBLIC_URL: publicOriginOf(config) }));

export type Config = z.output<typeof configSchema>;

/** Reads the configuration. Throws a ConfigError that names every problem. */
export const loadConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  parseBffConfig(configSchema, env);
