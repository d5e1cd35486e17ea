/** Configuration: every environment variable of this process. */

import { developmentClientSecret, developmentPaymentSecret } from '@frontage/auth/development';
import { clientId, issuerConfig, parseConfig, serverConfig, serviceTokenConfig } from '@frontage/http-server/config';
import { isLoopback } from '@frontage/network-address';
import { serviceNames, type ServiceName } from '@frontage/seed';
import { messagingConfig } from '@frontage/messaging';
import { secretList } from '@frontage/sealing';
import { isWebhookSecret } from '@frontage/webhooks';
import { grpcLocation } from '@frontage/upstream/grpc';
import { httpLocation } from '@frontage/upstream/http';
import { z } from 'zod';

const switchboardPort = 4400;
const issuerPort = 4300;

const port = z.coerce.number().int().min(0).max(65_535).optional();
const portOf = (name: ServiceName) =>
  port.describe(`port of ${name}; default ${defaultPort(name)} + FRONTAGE_PORT_OFFSET`);
const afterMs = (what: string, ms: number) =>
  z.coerce.number().int().min(0).max(86_400_000).default(ms).describe(`${what}, in milliseconds; 0 = never by itself`);
const origin = z
  .string()
  .refine((text) => URL.parse(text)?.origin === text && /^https?:/.test(text), 'must be an http or https origin');

const ownOrigin = (name: string) => origin.optional().describe(`origin of ${name}, which the house page links to`);
const adminOrigin = (name: string) =>
  origin
    .refine(isLoopback, 'must be on a loopback address')
    .optional()
    .describe(`origin of the admin surface of ${name}, on loopback: the house page shows its metrics`);

const services = z.string().transform((text, context): readonly ServiceName[] => {
  const named = text.split(',').map((name) => name.trim());
  const unknown = named.filter((name) => !isServiceName(name));
  if (unknown.length === 0) return serviceNames.filter((name) => named.includes(name));
  const message = `there is no service '${unknown.join("', '")}'; use ${serviceNames.join(', ')}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** BFF with both addresses, as the house page watches it. */
interface Bff {
  readonly name: string;
  readonly url: string;
  readonly adminUrl: string;
}

/** The variables, their defaults and their meaning. The README's table is generated from it. */
export const configSchema = z
  .object({
    ...serverConfig({ port: switchboardPort }),
    NODE_ENV: z
      .enum(['development', 'test'], 'must not be production: these are mock services, which anybody may break')
      .default('development')
      .describe('`production` is refused'),
    PORT: port.describe(`port of the fault switchboard; default ${switchboardPort} + FRONTAGE_PORT_OFFSET`),
    FRONTAGE_PORT_OFFSET: z.coerce
      .number()
      .int()
      .min(0)
      .max(60_000)
      .default(0)
      .describe('added to every default port, so that two copies run on one machine'),
    SERVICES: services.prefault(serviceNames.join(',')).describe('services that this process hosts'),
    CATALOG_PORT: portOf('catalog'),
    PRICING_PORT: portOf('pricing'),
    INVENTORY_PORT: portOf('inventory'),
    REVIEWS_PORT: portOf('reviews'),
    CUSTOMERS_PORT: portOf('customers'),
    ORDERS_PORT: portOf('orders'),
    RECOMMENDATIONS_PORT: portOf('recommendations'),
    CATALOG_PUBLIC_URL: origin
      .optional()
      .describe('origin of product pictures for browsers; default `http://127.0.0.1:<CATALOG_PORT>`'),
    PRICING_URL: httpLocation
      .optional()
      .describe('pricing, as orders reaches it; default the one in this process, or on its default port'),
    INVENTORY_URL: grpcLocation
      .optional()
      .describe('inventory, as orders reaches it; default the one in this process, or on its default port'),
    FRONTAGE_DATA_DIR: z.string().min(1).default('.data').describe('folder of the orders'),
    ...messagingConfig({ without: 'the events of orders wait in their outbox' }),
    OIDC_ISSUER: issuerConfig.OIDC_ISSUER.unwrap()
      .optional()
      .describe(
        `issuer of the tokens that services want; default \`http://127.0.0.1:${issuerPort}\`, + FRONTAGE_PORT_OFFSET`,
      ),
    OIDC_ORIGINS: issuerConfig.OIDC_ORIGINS,
    ...serviceTokenConfig,
    DOMAIN_SERVICES_CLIENT_ID: clientId('domain-services'),
    DOMAIN_SERVICES_CLIENT_SECRET: z
      .string()
      .min(16)
      .default(developmentClientSecret('domain-services'))
      .describe('secret of the OAuth client, with which orders gets its tokens'),
    PAYMENT_WEBHOOK_SECRETS: secretList()
      .prefault(developmentPaymentSecret)
      .refine((secrets) => secrets.every(isWebhookSecret), 'must be secrets of webhooks, `whsec_…`')
      .describe('secrets that webhooks of the payment provider are verified with, separated by commas'),
    WEB_BFF_URL: ownOrigin('web-bff'),
    WEB_BFF_ADMIN_URL: adminOrigin('web-bff'),
    MOBILE_BFF_URL: origin
      .optional()
      .describe('origin of mobile-bff, which the house page links to, and whose screens its page `/phone` draws'),
    MOBILE_BFF_ADMIN_URL: adminOrigin('mobile-bff'),
    PARTNER_BFF_URL: ownOrigin('partner-bff'),
    PARTNER_BFF_ADMIN_URL: adminOrigin('partner-bff'),
    SHIP_AFTER_MS: afterMs('when a paid order is shipped', 20_000),
    DELIVER_AFTER_MS: afterMs('when a paid order is delivered', 40_000),
  })
  .transform(({ FRONTAGE_PORT_OFFSET: offset, ...env }) => {
    const ports = Object.fromEntries(
      serviceNames.map((name) => [name, env[portVariable(name)] ?? defaultPort(name) + offset]),
    ) as Record<ServiceName, number>;
    const bffs = [
      { name: 'web-bff', url: env.WEB_BFF_URL, adminUrl: env.WEB_BFF_ADMIN_URL },
      { name: 'mobile-bff', url: env.MOBILE_BFF_URL, adminUrl: env.MOBILE_BFF_ADMIN_URL },
      { name: 'partner-bff', url: env.PARTNER_BFF_URL, adminUrl: env.PARTNER_BFF_ADMIN_URL },
    ].filter((bff): bff is Bff => bff.url !== undefined && bff.adminUrl !== undefined);
    return {
      ...env,
      ports,
      bffs,
      PORT: env.PORT ?? switchboardPort + offset,
      OIDC_ISSUER: env.OIDC_ISSUER ?? `http://127.0.0.1:${issuerPort + offset}`,
      CATALOG_PUBLIC_URL: env.CATALOG_PUBLIC_URL ?? `http://127.0.0.1:${ports.catalog}`,
    };
  });

export type Config = Readonly<z.output<typeof configSchema>>;

/** Reads the configuration. Throws a ConfigError that names every bad variable. */
export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  parseConfig(configSchema, env);

/** Variable of a service's port. */
export const portVariable = (name: ServiceName): `${Uppercase<ServiceName>}_PORT` =>
  `${name.toUpperCase() as Uppercase<ServiceName>}_PORT`;

/** Whether there is a service of this name. */
export const isServiceName = (name: string): name is ServiceName => (serviceNames as readonly string[]).includes(name);

function defaultPort(name: ServiceName): number {
  return switchboardPort + 1 + serviceNames.indexOf(name);
}
