/** The whole mock domain in one call: seven fakes on free ports, orders wired to real clients of inventory and pricing. */

import { fakeCatalog } from '@frontage/catalog-client/fake';
import { fakeCustomers } from '@frontage/customers-client/fake';
import { createInventoryClient } from '@frontage/inventory-client';
import { fakeInventory } from '@frontage/inventory-client/fake';
import { fakeOrders } from '@frontage/orders-client/fake';
import { createPricingClient } from '@frontage/pricing-client';
import { fakePricing } from '@frontage/pricing-client/fake';
import { fakeRecommendations } from '@frontage/recommendations-client/fake';
import { fakeReviews } from '@frontage/reviews-client/fake';
import { serviceNames, type ServiceName } from '@frontage/seed';
import { host, testIdentity, type Authorize, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, type UpstreamEvent } from '@frontage/upstream';

export interface HostedDomain {
  /** By name, each with its faults. */
  readonly services: Readonly<Record<ServiceName, Hosted>>;
  /** What the environment of a BFF says of where they are: `CATALOG_URL` and the rest. */
  readonly env: Readonly<Record<string, string>>;
  /** What any of them has refused for how it was asked. */
  refusals(): readonly string[];
  /** Makes every service well again. */
  heal(): void;
  /** The same, and asks until the answer is yes: clients notice in their own time. Throws after five seconds of no. */
  recover(isWell: () => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

export interface DomainOptions {
  /** Default: accepts the tokens of `testIdentity`. */
  readonly authorize?: Authorize;
  /** Told of every call that one service makes to another, once it has ended. */
  readonly onCall?: (from: ServiceName, event: UpstreamEvent) => void;
}

const recoveryLimitMs = 5_000;

/** Hosts the domain. Orders do not advance by themselves here. */
export async function hostDomain(options: DomainOptions = {}): Promise<HostedDomain> {
  // Its own calls are inside the domain: they carry test tokens, whatever the BFFs carry.
  const authorize: Authorize = async (token, audience) =>
    token === (await testIdentity(audience))
      ? { clientId: 'domain', mayAct: true }
      : options.authorize?.(token, audience);
  const open = (fake: Parameters<typeof host>[0]): Promise<Hosted> => host(fake, { authorize });
  const [catalog, pricing, inventory, reviews, customers, recommendations] = (await Promise.all(
    [fakeCatalog(), fakePricing(), fakeInventory(), fakeReviews(), fakeCustomers(), fakeRecommendations()].map(open),
  )) as [Hosted, Hosted, Hosted, Hosted, Hosted, Hosted];
  const ofOrders = {
    identity: testIdentity,
    onCall: (event: UpstreamEvent) => options.onCall?.('orders', event),
  };
  const inventoryClient = createInventoryClient({ ...ofOrders, location: parseServiceLocation(inventory.url) });
  const pricingClient = createPricingClient({ ...ofOrders, location: parseServiceLocation(pricing.url) });
  const orders = await open(
    fakeOrders({ inventory: inventoryClient, pricing: pricingClient, shipAfterMs: 0, deliverAfterMs: 0 }),
  );
  const heal = (): void => {
    for (const name of serviceNames) services[name].faults.clear();
  };
  const services = { catalog, pricing, inventory, reviews, customers, orders, recommendations };
  return {
    services,
    env: Object.fromEntries(serviceNames.map((name) => [`${name.toUpperCase()}_URL`, services[name].url])),
    refusals: () => serviceNames.flatMap((name) => services[name].traffic.refusals),
    heal,
    recover: async (isWell) => {
      heal();
      const until = Date.now() + recoveryLimitMs;
      while (!(await isWell())) if (Date.now() > until) throw new Error('the domain is well, but its client is not');
    },
    close: async () => {
      // Orders first: until it has finished what it was asked, it asks the others.
      await orders.close();
      await Promise.all([inventoryClient.close(), pricingClient.close()]);
      await Promise.all(serviceNames.filter((name) => name !== 'orders').map((name) => services[name].close()));
    },
  };
}
