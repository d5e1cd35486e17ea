/** Composition root: hosts the services, and wires orders to the real pricing and inventory. */

import { createIssuer, createServiceAuthorizer, createServiceTokens } from '@frontage/auth';
import { fakeCatalog, type CatalogFake } from '@frontage/catalog-fake';
import { fakeCustomers, openSqlCustomerStore, seededCustomers, type CustomerTables } from '@frontage/customers-fake';
import { ConfigError, type Composition, type Runtime } from '@frontage/http-server';
import { providerOrigins } from '@frontage/http-server/config';
import { createInventoryClient, stockOfEvent } from '@frontage/inventory-client';
import { fakeInventory } from '@frontage/inventory-fake';
import { openMessaging, startRelay, type Messaging } from '@frontage/messaging';
import { isLoopbackHost } from '@frontage/network-address';
import type { Logger } from '@frontage/observability';
import {
  fakeOrders,
  openSqlOrderStore,
  outboxOf,
  seededOrders,
  type OrderTables,
  servePayments,
  servePlaceCommands,
} from '@frontage/orders-fake';
import { createPricingClient } from '@frontage/pricing-client';
import { fakePricing } from '@frontage/pricing-fake';
import { fakeRecommendations } from '@frontage/recommendations-fake';
import { ratingOfEvent } from '@frontage/reviews-client';
import { fakeReviews, openSqlReviewStore, type ReviewTables } from '@frontage/reviews-fake';
import { host, type Fake, type Hosted } from '@frontage/service-host';
import { openSqlite } from '@frontage/sql';
import { parseServiceLocation, type ServiceLocation, type UpstreamOptions } from '@frontage/upstream';
import { createOutboundFetch } from '@frontage/upstream/http';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ServiceName } from '@frontage/seed';
import { portVariable, type Config } from './config.ts';
import { createFaultSwitchboard } from './fault-switchboard.ts';
import { watchBffs } from './house/bff-watch.ts';
import { readPhoneScreens } from './house/phone-screens.ts';
import { upstreamPolicy } from './upstream-policy.ts';

/** Parts of this process: the switchboard on PORT, and each service on a port of its own. */
export interface DomainServices extends Composition {
  readonly services: ReadonlyMap<ServiceName, Hosted>;
}

/** Longest wait for the metrics of a BFF, in milliseconds. A busy one counts as down, and is up again with the next scrape. */
const scrapeTimeoutMs = 3_000;

/** Longest wait for a screen of the phone, in milliseconds. */
const screenTimeoutMs = 5_000;

type Close = () => void | Promise<void>;

/** Dependencies of orders, which starts after pricing and inventory. */
interface OrdersDeps extends Pick<UpstreamOptions, 'identity' | 'onCall'> {
  readonly config: Config;
  readonly log: Logger;
  readonly messaging: Messaging | undefined;
  readonly services: ReadonlyMap<ServiceName, Hosted>;
  readonly closing: Close[];
}

/** Composes the process; the services listen when it resolves. Leaves nothing open when it rejects. */
export async function compose(config: Config, { log, metrics, state }: Runtime): Promise<DomainServices> {
  const closing: Close[] = [];
  const close = async (): Promise<void> => {
    // Closes in reverse order: orders before its clients and its database.
    for (const each of closing.splice(0).reverse()) await each();
  };
  const origins = providerOrigins(config);
  const fetch = createOutboundFetch({ origins });
  const issuer = createIssuer({ identifier: config.OIDC_ISSUER, fetch, origins });
  const authorize = createServiceAuthorizer(issuer);
  const identity = createServiceTokens({
    issuer,
    fetch,
    clientId: config.DOMAIN_SERVICES_CLIENT_ID,
    clientSecret: config.DOMAIN_SERVICES_CLIENT_SECRET,
    requestFor: config.SERVICE_TOKEN_REQUESTS,
  });
  const services = new Map<ServiceName, Hosted>();
  const messaging = await openMessaging(config, { name: 'domain-services', log, metrics });
  if (messaging) closing.push(() => messaging.close());
  const ordersDeps: OrdersDeps = {
    config,
    log,
    messaging,
    services,
    identity,
    onCall: metrics.upstreamCalled,
    closing,
  };
  const start = async (name: ServiceName): Promise<void> => {
    const fake = name === 'orders' ? await makeOrders(ordersDeps) : await makeFake(name, ordersDeps);
    const onUnexpected = (service: string, err: unknown): void => log.error({ err, service }, 'service failed');
    try {
      const options = { port: config.ports[name], hostname: config.HOST, authorize, onUnexpected };
      const hosted = await host(fake, options);
      closing.push(() => hosted.close());
      services.set(name, hosted);
    } catch (error) {
      await fake.close?.();
      throw explainPort(error, name, config);
    }
  };
  try {
    for (const name of config.SERVICES) await start(name);
    const onLoopback = isLoopbackHost(config.HOST);
    const house = onLoopback ? openHouse(config, [...services.keys()]) : undefined;
    if (house) closing.push(() => house.watch.close());
    const handler = createFaultSwitchboard({ services, log, metrics, state, debug: true, onLoopback, house });
    return { handler, services, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** House page of this process, and the watch on the BFFs that it is told of. */
function openHouse(config: Config, services: readonly ServiceName[]) {
  const { WEB_BFF_URL: web, MOBILE_BFF_URL: mobile, PARTNER_BFF_URL: partner, OIDC_ISSUER: issuer, bffs } = config;
  const fetch = createOutboundFetch({ origins: bffs.map(({ adminUrl }) => adminUrl), timeoutMs: scrapeTimeoutMs });
  return {
    page: { web, mobile, partner, issuer, bffs, services },
    watch: watchBffs({ bffs, fetch, token: config.ADMIN_TOKEN }),
    phone:
      mobile === undefined
        ? undefined
        : {
            screens: readPhoneScreens(mobile, createOutboundFetch({ origins: [mobile], timeoutMs: screenTimeoutMs })),
            pictures: config.CATALOG_PUBLIC_URL,
          },
  };
}

interface ProductEvent {
  readonly type: string;
  readonly productId: string;
}

/**
 * Publishes events about products, with the body that their service gives them. Catalog and inventory are in memory, so there is no outbox:
 * a failure loses the event, and is logged.
 */
const publishAs =
  <Event extends ProductEvent>(
    { messaging, log }: Pick<OrdersDeps, 'messaging' | 'log'>,
    bodyOf: (event: Event) => object,
  ) =>
  (happened: Event): void => {
    const { type: topic, productId: key } = happened;
    const event = { id: randomUUID(), topic, key, at: new Date().toISOString(), data: bodyOf(happened) };
    messaging?.publish([event]).catch((err: unknown) => log.warn({ err, event }, 'an event about a product is lost'));
  };

/** Lets the catalog's search follow stock and ratings. Nothing is kept for it: what was missed, the next event about the product corrects. */
function followOffers(catalog: CatalogFake, { messaging, log, closing }: OrdersDeps): void {
  const factsOf: Readonly<Record<string, (data: unknown) => Parameters<CatalogFake['learn']>[0]>> = {
    'inventory.low': stockOfEvent,
    'inventory.changed': stockOfEvent,
    'rating.changed': ratingOfEvent,
  };
  const listener = messaging?.listen(Object.keys(factsOf), {
    onMessage: (event) => {
      try {
        catalog.learn(factsOf[event.topic]!(event.data));
      } catch (err) {
        log.warn({ err, event }, 'an event about a product cannot be read');
      }
    },
    onGap: () => undefined,
  });
  if (listener) closing.push(() => listener.close());
}

async function makeFake(name: Exclude<ServiceName, 'orders'>, deps: OrdersDeps): Promise<Fake> {
  switch (name) {
    case 'catalog': {
      const catalog = fakeCatalog({
        publicUrl: deps.config.CATALOG_PUBLIC_URL,
        publish: publishAs(deps, ({ productId }) => ({ product_id: productId })),
      });
      followOffers(catalog, deps);
      return catalog;
    }
    case 'pricing':
      return fakePricing();
    case 'inventory':
      return fakeInventory({ publish: publishAs(deps, ({ type: _, ...body }) => body) });
    case 'reviews':
      return fakeReviews({
        store: await openStore(deps, name, (db: Database<ReviewTables>) => openSqlReviewStore(db)),
        publish: publishAs(deps, ({ type: _, ...body }) => body),
      });
    case 'customers':
      return fakeCustomers({
        store: await openStore(deps, name, (db: Database<CustomerTables>) => openSqlCustomerStore(db, seededCustomers)),
      });
    case 'recommendations':
      return fakeRecommendations();
  }
}

type Database<Tables> = ReturnType<typeof openSqlite<Tables>>;

/** Opens the store of a service in its file of the data folder. Throws a ConfigError when it cannot be used. */
async function openStore<Tables, Store>(
  { config, closing }: Pick<OrdersDeps, 'config' | 'closing'>,
  name: ServiceName,
  open: (db: Database<Tables>) => Promise<Store>,
): Promise<Store> {
  const file = join(config.FRONTAGE_DATA_DIR, `${name}.sqlite`);
  const db = openSqlite<Tables>({ file });
  closing.push(() => db.destroy());
  return open(db).catch((cause: Error) => {
    throw new ConfigError([`FRONTAGE_DATA_DIR: ${file} cannot be used: ${cause.message}`]);
  });
}

async function makeOrders(deps: OrdersDeps): Promise<Fake> {
  const { config, log, messaging, services, closing, ...options } = deps;
  const urlOf = (name: ServiceName, scheme: string): ServiceLocation =>
    parseServiceLocation(services.get(name)?.url ?? `${scheme}://127.0.0.1:${config.ports[name]}`);
  const pricing = createPricingClient({
    ...options,
    ...upstreamPolicy,
    location: config.PRICING_URL ?? urlOf('pricing', 'http'),
  });
  closing.push(() => pricing.close());
  const inventory = createInventoryClient({
    ...options,
    ...upstreamPolicy,
    location: config.INVENTORY_URL ?? urlOf('inventory', 'grpc'),
  });
  closing.push(() => inventory.close());
  const store = await openStore(deps, 'orders', (db: Database<OrderTables>) => openSqlOrderStore(db, seededOrders));
  const relay =
    messaging &&
    startRelay({
      outbox: outboxOf(store),
      messaging,
      onFailed: (err) => log.warn({ err }, 'events of orders wait in their outbox: they cannot be published'),
    });
  if (relay) closing.push(() => relay.close());
  const orders = fakeOrders({
    store,
    ...(relay && { publish: () => relay.wake() }),
    inventory,
    pricing,
    payments: { secrets: config.PAYMENT_WEBHOOK_SECRETS, messaging },
    shipAfterMs: config.SHIP_AFTER_MS,
    deliverAfterMs: config.DELIVER_AFTER_MS,
    onSweepFailed: (err) => log.error({ err }, 'orders that are due could not be moved'),
  });
  if (messaging) {
    const commands = servePlaceCommands({ messaging, place: orders.place });
    const payments = servePayments({ messaging, find: orders.find, pay: orders.pay });
    closing.push(async () => {
      await Promise.all([commands.close(), payments.close()]);
    });
  }
  return orders;
}

/** A port error as a ConfigError that names the variable of the port. */
function explainPort(error: unknown, name: ServiceName, { HOST, ports }: Config): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return error;
  const variable = portVariable(name);
  return new ConfigError([
    `${variable}: ${HOST}:${ports[name]} cannot be listened on (${code}); set ${variable} to another port, or FRONTAGE_PORT_OFFSET to move all`,
  ]);
}
