/** Fixtures: prepare the domain for an operation, and count its effects there, without the BFF. */

import { inCall, type Call, type Caller } from '@frontage/call';
import { createCustomersClient, type Customer } from '@frontage/customers-client';
import { createInventoryClient } from '@frontage/inventory-client';
import type { HostedDomain } from '@frontage/mock-domain';
import { createOrdersClient, type Order, type OrderOwner } from '@frontage/orders-client';
import { isFailure } from '@frontage/errors';
import { testIdentity } from '@frontage/service-host';
import { parseServiceLocation, specPolicy } from '@frontage/upstream';
import { randomUUID } from 'node:crypto';
import type { Ask } from './client.ts';

/** Product that never runs out in the seed: scenarios show and buy it. */
export const product = 'p-001';
/** Second product, for carts with two. */
export const otherProduct = 'p-002';

/** Fixtures of a scenario: put into the domain before it, and counted there after it. */
export interface Fixtures {
  /** Fills a customer's cart with `quantity` of one product alone. Default: the product. */
  fillCart(customer: string, quantity: number, productId?: string): Promise<void>;
  /** Quantities by product id. */
  cartOf(customer: string): Promise<Readonly<Record<string, number>>>;
  /** Profile of a customer. */
  customer(id: string): Promise<Customer>;
  /** Ids of the products on a wish list. */
  wishesOf(customer: string): Promise<readonly string[]>;
  /** Ids of the devices that a customer's notifications go to. */
  devicesOf(customer: string): Promise<readonly string[]>;
  /** Places an order for the product. */
  placeOrder(owner: OrderOwner, quantity: number): Promise<Order>;
  /** Newest order of the seed. */
  pastOrder(owner: OrderOwner): Promise<Order>;
  order(owner: OrderOwner, id: string): Promise<Order>;
  countOrders(owner: OrderOwner): Promise<number>;
  /** Quantity of one product that can be sold. Default: the product. */
  available(productId?: string): Promise<number>;
  /** Content of the BFF's own answer to a principal: for what only the BFF has. Throws for a failure. */
  ask(who: string, request: Ask): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens fixtures that call the services directly, by the services' own clients. `ask` calls the BFF. */
export function createFixtures(domain: HostedDomain, ask: Fixtures['ask']): Fixtures {
  const at = (service: keyof HostedDomain['services']) => ({
    ...specPolicy,
    location: parseServiceLocation(domain.services[service].url),
    identity: testIdentity,
  });
  const customers = createCustomersClient(at('customers'));
  const orders = createOrdersClient(at('orders'));
  const inventory = createInventoryClient(at('inventory'));
  const as = <T>(caller: Caller, work: (call: Call) => Promise<T>): Promise<T> => inCall({ caller }, work);
  const asCustomer = <T>(id: string, work: (call: Call) => Promise<T>): Promise<T> =>
    as({ kind: 'customer', id }, work);
  const list = (owner: OrderOwner) => as(owner, (call) => orders.list({ owner, limit: 100 }, call));

  return {
    fillCart: (customerId, quantity, productId = product) =>
      asCustomer(customerId, async (call) => {
        await customers.clearCart(customerId, call);
        await customers.putCartItem({ customerId, productId, quantity }, call);
      }),
    cartOf: (customerId) =>
      asCustomer(customerId, async (call) => {
        const { items } = await customers.cart(customerId, call);
        return Object.fromEntries(items.map((item) => [item.productId, item.quantity]));
      }),
    customer: (id) => asCustomer(id, (call) => customers.customer(id, call)),
    wishesOf: (id) =>
      asCustomer(id, async (call) => (await customers.wishlist(id, call)).map(({ productId }) => productId)),
    devicesOf: (id) => asCustomer(id, async (call) => (await customers.devices(id, call)).map((device) => device.id)),
    placeOrder: (owner, quantity) =>
      as(owner, (call) => {
        const lines = [{ productId: product, quantity }];
        return orders.place({ lines, currency: 'EUR', tier: 'standard', idempotencyKey: randomUUID() }, call);
      }),
    pastOrder: async (owner) => {
      const [newest] = (await list(owner)).orders;
      if (!newest) throw new Error(`${owner.kind} ${owner.id} has no orders`);
      return newest;
    },
    order: (owner, id) => as(owner, (call) => orders.order(id, call)),
    countOrders: async (owner) => (await list(owner)).orders.length,
    available: (productId = product) =>
      as({ kind: 'anonymous' }, async (call) => {
        const found = await onceReachable(() => inventory.availability([productId], call));
        return found.get(productId)!.available;
      }),
    ask,
    close: async () => {
      await Promise.all([customers.close(), orders.close(), inventory.close()]);
    },
  };
}

/** Repeats a call until the service is reachable. After a fault, gRPC channels to one address share a back-off. */
async function onceReachable<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      // The deadline of the call ends the loop.
      if (!isFailure(error) || error.code !== 'UNAVAILABLE') throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
