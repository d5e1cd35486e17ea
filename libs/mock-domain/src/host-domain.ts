/** The whole mock domain in one call: seven fakes on free ports. Orders calls inventory and pricing with real clients. */

import { fakeCatalog } from '@frontage/catalog-fake';
import { fakeCustomers } from '@frontage/customers-fake';
import { createInventoryClient } from '@frontage/inventory-client';
import { fakeInventory } from '@frontage/inventory-fake';
import { fakeOrders, type OrdersFake } from '@frontage/orders-fake';
import { createPricingClient } from '@frontage/pricing-client';
import { fakePricing } from '@frontage/pricing-fake';
import { fakeRecommendations } from '@frontage/recommendations-fake';
import { fakeReviews } from '@frontage/reviews-fake';
import { serviceNames, type ServiceName } from '@frontage/seed';
import { host, testIdentity, type Authorize, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, specPolicy, type UpstreamEvent } from '@frontage/upstream';

export interface HostedDomain {
  /** Hosted services by name, each with its faults. */
  readonly services: Readonly<Record<ServiceName, Hosted>>;
  /** Environment of a BFF: `CATALOG_URL` and the rest. */
  readonly env: Readonly<Record<string, string>>;
  /** Requests that a service refused because they were wrong. */
  refusals(): readonly string[];
  /** Places an order without HTTP, as a command by messaging does. */
  readonly placeOrder: OrdersFake['place'];
  /** Clears the faults of every service. */
  heal(): void;
  /** Clears the faults, and waits until `isWell`: clients notice in their own time. Throws after five seconds. */
  recover(isWell: () => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

export interface DomainOptions {
  /** Default: accepts the tokens of `testIdentity`. */
  readonly authorize?: Authorize;
  /** Called after every call from one service to another. */
  readonly onCall?: (from: ServiceName, event: UpstreamEvent) => void;
}

const recoveryLimitMs = 5_000;

/** Hosts the domain. Orders do not advance by themselves here. */
export async function hostDomain(options: DomainOptions = {}): Promise<HostedDomain> {
  // Calls within the domain carry test tokens, whatever the BFFs carry.
  const authorize: Authorize = async (token, audience) =>
    token === (await testIdentity(audience))
      ? { clientId: 'domain', mayAct: true }
      : options.authorize?.(token, audience);
  const open = (fake: Parameters<typeof host>[0]): Promise<Hosted> => host(fake, { authorize });
  const catalogFake = fakeCatalog();
  // The catalog's search hears of stock and ratings at once here, and by messages in the processes.
  const inventoryFake = fakeInventory({
    publish: ({ productId, available }) => catalogFake.learn({ productId, available }),
  });
  const reviewsFake = fakeReviews({ publish: ({ type: _, ...facts }) => catalogFake.learn(facts) });
  const [catalog, pricing, inventory, reviews, customers, recommendations] = (await Promise.all(
    [catalogFake, fakePricing(), inventoryFake, reviewsFake, fakeCustomers(), fakeRecommendations()].map(open),
  )) as [Hosted, Hosted, Hosted, Hosted, Hosted, Hosted];
  const ofOrders = {
    ...specPolicy,
    identity: testIdentity,
    onCall: (event: UpstreamEvent) => options.onCall?.('orders', event),
  };
  const inventoryClient = createInventoryClient({ ...ofOrders, location: parseServiceLocation(inventory.url) });
  const pricingClient = createPricingClient({ ...ofOrders, location: parseServiceLocation(pricing.url) });
  const ordersFake = fakeOrders({
    inventory: inventoryClient,
    pricing: pricingClient,
    shipAfterMs: 0,
    deliverAfterMs: 0,
  });
  const orders = await open(ordersFake);
  const heal = (): void => {
    for (const name of serviceNames) services[name].faults.clear();
  };
  const services = { catalog, pricing, inventory, reviews, customers, orders, recommendations };
  return {
    services,
    env: Object.fromEntries(serviceNames.map((name) => [`${name.toUpperCase()}_URL`, services[name].url])),
    placeOrder: ordersFake.place,
    refusals: () => serviceNames.flatMap((name) => services[name].traffic.refusals),
    heal,
    recover: async (isWell) => {
      heal();
      const until = Date.now() + recoveryLimitMs;
      while (!(await isWell())) if (Date.now() > until) throw new Error('the domain is well, but its client is not');
    },
    close: async () => {
      // Orders closes first: until its work is done, it calls the others.
      await orders.close();
      await Promise.all([inventoryClient.close(), pricingClient.close()]);
      await Promise.all(serviceNames.filter((name) => name !== 'orders').map((name) => services[name].close()));
    },
  };
}
