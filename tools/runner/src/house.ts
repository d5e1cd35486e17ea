/** The house: its processes, their ports, and what each is told of the others. */

import { pagesFolder } from '@frontage/bundle/pages';
import { join } from 'node:path';
import { portOffsetVariable, root, type RunnerConfig } from './config.ts';
import type { PortOf, ProcessSpec, ProcessTable } from './process-table.ts';

/** The addresses of a house. */
export interface Addresses {
  readonly web: string;
  readonly mobile: string;
  readonly partner: string;
  /** The provider on 127.0.0.1, the BFFs on localhost: two sites, as in production. */
  readonly issuer: string;
  readonly faults: string;
  /** The embedded message log. */
  readonly log: string;
  /** By the variable that tells a process about it: `CATALOG_URL`, … */
  readonly services: Readonly<Record<string, string>>;
}

const ports = { web: 4000, mobile: 4100, partner: 4200, issuer: 4300, faults: 4400, log: 4408 };
const servicePorts = {
  catalog: 4401,
  pricing: 4402,
  inventory: 4403,
  reviews: 4404,
  customers: 4405,
  orders: 4406,
  recommendations: 4407,
};
const grpcServices: readonly string[] = ['inventory'];

/** The addresses of a house whose ports are all moved by this much. */
export function addressesAt(portOffset: number): Addresses {
  const on = (host: string, port: number): string => `http://${host}:${port + portOffset}`;
  return {
    web: on('localhost', ports.web),
    mobile: on('localhost', ports.mobile),
    partner: on('localhost', ports.partner),
    issuer: on('127.0.0.1', ports.issuer),
    faults: on('127.0.0.1', ports.faults),
    log: on('127.0.0.1', ports.log).replace('http:', 'log:'),
    services: Object.fromEntries(
      Object.entries(servicePorts).map(([name, port]) => {
        const url = on('127.0.0.1', port);
        return [`${name.toUpperCase()}_URL`, grpcServices.includes(name) ? url.replace('http:', 'grpc:') : url];
      }),
    ),
  };
}

/** Whether the house has a message log of its own: RabbitMQ, where it is configured, is in its place. */
export const isEmbedded = ({ env }: Pick<RunnerConfig, 'env'>): boolean => !env['AMQP_URL'];

/** The process table of `npm start`. */
export function houseTable(config: RunnerConfig): ProcessTable {
  const at = addressesAt(config.portOffset);
  // A provider or service configured elsewhere is used; the local one starts all the same.
  const configured = (defaults: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, config.env[name] || value]));
  const everyone = {
    FRONTAGE_DATA_DIR: config.dataDir,
    ...configured({
      // Said, not left to a default: known keys are seeded only where somebody says so.
      NODE_ENV: 'development',
      // A laptop that builds something meanwhile lags: that is no overload.
      MAX_LAG_MS: '2000',
      LOG_LEVEL: 'warn',
      OIDC_ISSUER: at.issuer,
      ...at.services,
      ...(isEmbedded(config) && { MESSAGE_LOG_URL: at.log }),
    }),
  };
  // Behind a proxy, browsers know web-bff by another origin than the one at which it listens.
  const { WEB_BFF_URL: web } = configured({ WEB_BFF_URL: at.web }) as { readonly WEB_BFF_URL: string };
  const moved = (port: number, passedAs?: 'PORT' | 'ADMIN_PORT'): PortOf => ({
    port: port + config.portOffset,
    ...(passedAs && { passedAs }),
  });
  const adminOf = (port: number): string => `http://127.0.0.1:${port + 1 + config.portOffset}`;
  // For the house page, which domain-services serves.
  const bffAddresses = {
    WEB_BFF_URL: web,
    WEB_BFF_ADMIN_URL: adminOf(ports.web),
    MOBILE_BFF_URL: at.mobile,
    MOBILE_BFF_ADMIN_URL: adminOf(ports.mobile),
    PARTNER_BFF_URL: at.partner,
    PARTNER_BFF_ADMIN_URL: adminOf(ports.partner),
  };
  const readyz = (port: number): string => `http://127.0.0.1:${port + config.portOffset}/readyz`;
  const entry = (name: string): string => join(root, 'apps', name, 'src', 'main.ts');
  const bff = (name: string, port: number, publicUrl: string): ProcessSpec => ({
    name,
    entry: entry(name),
    ports: [moved(port, 'PORT'), moved(port + 1, 'ADMIN_PORT')],
    readyUrls: [readyz(port)],
    env: { ...everyone, PUBLIC_URL: publicUrl },
  });

  const browsers = bff('web-bff', ports.web, web);
  const documents = join(root, 'apps', 'web-bff', 'trusted-documents.json');
  // Built beside the start: a browser that comes first is told to come again.
  const shop = { STOREFRONT_DIR: pagesFolder('storefront'), IMAGE_ORIGINS: at.services['CATALOG_URL']! };
  const partner = bff('partner-bff', ports.partner, at.partner);
  const messageLog: ProcessSpec = {
    name: 'message-log',
    entry: entry('message-log'),
    ports: [moved(ports.log, 'PORT')],
    readyUrls: [readyz(ports.log)],
    env: everyone,
  };

  return [
    ...(isEmbedded(config) ? [messageLog] : []),
    {
      name: 'domain-services',
      entry: entry('domain-services'),
      ports: [moved(ports.faults, 'PORT'), ...Object.values(servicePorts).map((port) => moved(port))],
      // inventory speaks gRPC: the readiness of the process answers for it.
      readyUrls: [
        readyz(ports.faults),
        ...Object.entries(servicePorts).flatMap(([name, port]) => (grpcServices.includes(name) ? [] : [readyz(port)])),
      ],
      env: { ...everyone, [portOffsetVariable]: String(config.portOffset), ...bffAddresses },
    },
    {
      name: 'identity-provider',
      entry: entry('identity-provider'),
      ports: [moved(ports.issuer, 'PORT')],
      readyUrls: [readyz(ports.issuer)],
      env: { ...everyone, OIDC_ISSUER: at.issuer, WEB_BFF_URL: web },
    },
    { ...browsers, env: { ...browsers.env, ...configured({ TRUSTED_DOCUMENTS_FILE: documents, ...shop }) } },
    bff('mobile-bff', ports.mobile, at.mobile),
    {
      ...partner,
      // Developers who try webhooks have their receiver on this machine.
      env: { ...partner.env, WEBHOOK_ALLOW_LOOPBACK: 'true' },
    },
  ];
}
