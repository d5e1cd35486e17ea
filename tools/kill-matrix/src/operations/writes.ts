/** The writes that more than one BFF offers: what they need, and what they leave behind when they were done once. */

import type { OrderOwner } from '@frontage/orders-client';
import { randomUUID } from 'node:crypto';
import type { Effect } from '../operation.ts';
import { otherProduct, product, type Scene } from '../scene.ts';

/** A write made ready. */
export interface Write {
  readonly key: string;
  readonly effect: Effect;
}

const newKey = (): string => `kill-matrix-${randomUUID()}`;
const quantity = 2;

/** The new order is there once, and its stock is taken once. */
async function orderedOnce(scene: Scene, owner: OrderOwner): Promise<Effect> {
  const [orders, available] = [await scene.countOrders(owner), await scene.available()];
  return {
    once: { orders: 1, taken: quantity },
    now: async () => ({
      orders: (await scene.countOrders(owner)) - orders,
      taken: available - (await scene.available()),
    }),
  };
}

/** A full cart to check out. */
export async function aCheckout(scene: Scene, customer: string): Promise<Write> {
  await scene.fillCart(customer, quantity);
  const ordered = await orderedOnce(scene, { kind: 'customer', id: customer });
  return {
    key: newKey(),
    effect: {
      once: { ...ordered.once, cart: {} },
      now: async () => ({ ...(await ordered.now()), cart: await scene.cartOf(customer) }),
    },
  };
}

/** Lines to order directly. */
export async function aPlacing(
  scene: Scene,
  owner: OrderOwner,
): Promise<Write & { readonly lines: readonly object[] }> {
  return { key: newKey(), effect: await orderedOnce(scene, owner), lines: [{ product, quantity }] };
}

/** An order that waits to be paid or cancelled. */
export async function aMove(
  scene: Scene,
  owner: OrderOwner,
  to: 'PAID' | 'CANCELLED',
): Promise<Write & { readonly id: string }> {
  const available = await scene.available();
  const { id } = await scene.placeOrder(owner, quantity);
  return {
    key: newKey(),
    id,
    effect: {
      once: { history: ['PENDING', to], taken: to === 'PAID' ? quantity : 0 },
      now: async () => ({
        history: (await scene.order(owner, id)).history.map(({ status }) => status),
        taken: available - (await scene.available()),
      }),
    },
  };
}

/** A product to put into a cart that holds another one. */
export async function aPut(scene: Scene, customer: string) {
  await scene.fillCart(customer, quantity);
  const effect: Effect = {
    once: { [product]: quantity, [otherProduct]: 3 },
    now: () => scene.cartOf(customer),
  };
  return { productId: otherProduct, quantity: 3, effect };
}

/** A product to take out of a cart that holds nothing else. */
export async function aRemoval(scene: Scene, customer: string) {
  await scene.fillCart(customer, quantity);
  const effect: Effect = { once: {}, now: () => scene.cartOf(customer) };
  return { productId: product, effect };
}
