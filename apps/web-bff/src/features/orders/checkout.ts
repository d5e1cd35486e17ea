/** Checkout: the cart becomes an order. */

import { Failure } from '@frontage/errors';
import type { Currency } from '@frontage/dto-mapping';
import { idempotencyKey } from '@frontage/http-server';
import type { Order } from '@frontage/orders-client';
import { demand, tierOf } from '@frontage/policy';
import { z } from 'zod';
import type { WebContext } from '../../context.ts';
import { customerOf } from '../../customer.ts';
import { readArguments } from '../../input.ts';
import { inWave, optional } from '../../part.ts';

export interface Checkout {
  readonly input: { readonly idempotencyKey: string; readonly currency: Currency };
}

const checkoutArguments = z.object({ input: z.object({ idempotencyKey }) });

export async function checkout(
  _: unknown,
  { input }: Checkout,
  { deps, principal, call }: WebContext,
): Promise<{ readonly order: Order }> {
  const { idempotencyKey: key } = readArguments(checkoutArguments, { input }).input;
  const customerId = customerOf(principal);
  demand(principal, 'order:place', { currency: input.currency });
  const { items } = await inWave(call, () => deps.customers.cart(customerId, call));
  if (items.length === 0) {
    // A page that lost the answer tries again with the same key, and finds its cart emptied by the first try.
    const placed = await inWave(call, () => deps.orders.placedWith(key, call));
    if (placed) return { order: placed };
    throw new Failure('CONFLICT', 'The cart is empty.', { reason: 'CART_EMPTY' });
  }
  const lines = items.map(({ productId, quantity }) => ({ productId, quantity }));
  const terms = { currency: input.currency, tier: tierOf(principal) };
  const order = await inWave(call, () => deps.orders.place({ lines, ...terms, idempotencyKey: key }, call));
  // The order stands: a cart that could not be emptied is no reason to say otherwise.
  await optional('cart', call, () => inWave(call, () => deps.customers.clearCart(customerId, call)));
  return { order };
}
