/** Writes that several BFFs offer: their fixtures, and their effect when done once. */

import type { OrderOwner } from '@frontage/orders-client';
import { randomUUID } from 'node:crypto';
import type { Effect } from './operation.ts';
import { otherProduct, product, type Fixtures } from './fixtures.ts';

/** Write whose fixtures are in the domain. */
export interface Write {
  readonly key: string;
  readonly effect: Effect;
}

const newKey = (): string => `proof-${randomUUID()}`;
const quantity = 2;

/** Effect of an order placed once: one more order, and its stock taken once. */
async function orderedOnce(fixtures: Fixtures, owner: OrderOwner): Promise<Effect> {
  const [orders, available] = [await fixtures.countOrders(owner), await fixtures.available()];
  return {
    once: { orders: 1, taken: quantity },
    now: async () => ({
      orders: (await fixtures.countOrders(owner)) - orders,
      taken: available - (await fixtures.available()),
    }),
  };
}

/** Checkout of a full cart. */
export async function aCheckout(fixtures: Fixtures, customer: string): Promise<Write> {
  await fixtures.fillCart(customer, quantity);
  const ordered = await orderedOnce(fixtures, { kind: 'customer', id: customer });
  return {
    key: newKey(),
    effect: {
      once: { ...ordered.once, cart: {} },
      now: async () => ({ ...(await ordered.now()), cart: await fixtures.cartOf(customer) }),
    },
  };
}

/** Placing of an order from lines. */
export async function aPlacing(
  fixtures: Fixtures,
  owner: OrderOwner,
): Promise<Write & { readonly lines: readonly object[] }> {
  return { key: newKey(), effect: await orderedOnce(fixtures, owner), lines: [{ product, quantity }] };
}

/** Payment or cancellation of a new order. */
export async function aMove(
  fixtures: Fixtures,
  owner: OrderOwner,
  to: 'PAID' | 'CANCELLED',
): Promise<Write & { readonly id: string }> {
  const available = await fixtures.available();
  const { id } = await fixtures.placeOrder(owner, quantity);
  return {
    key: newKey(),
    id,
    effect: {
      once: { history: ['PENDING', to], taken: to === 'PAID' ? quantity : 0 },
      now: async () => ({
        history: (await fixtures.order(owner, id)).history.map(({ status }) => status),
        taken: available - (await fixtures.available()),
      }),
    },
  };
}

/** Putting a product into a cart that holds another one. */
export async function aPut(fixtures: Fixtures, customer: string) {
  await fixtures.fillCart(customer, quantity);
  const effect: Effect = {
    once: { [product]: quantity, [otherProduct]: 3 },
    now: () => fixtures.cartOf(customer),
  };
  return { productId: otherProduct, quantity: 3, effect };
}

/** Removal of the only product in a cart. */
export async function aRemoval(fixtures: Fixtures, customer: string) {
  await fixtures.fillCart(customer, quantity);
  const effect: Effect = { once: {}, now: () => fixtures.cartOf(customer) };
  return { productId: product, effect };
}
