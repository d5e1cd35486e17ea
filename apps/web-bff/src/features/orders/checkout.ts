/** Checkout: the cart becomes an order. */

import { Failure } from '@frontage/errors';
import type { Currency } from '@frontage/dto-mapping';
import type { Order } from '@frontage/orders-client';
import { demand, tierOf } from '@frontage/policy';
import type { WebContext } from '../../context.ts';
import { customerOf } from '../../customer.ts';
import { readIdempotencyKey } from '../../input.ts';
import { inWave, optional } from '../../part.ts';

export interface Checkout {
  readonly input: { readonly idempotencyKey: string; readonly currency: Currency };
}

export async function checkout(
  _: unknown,
  { input }: Checkout,
  { deps, principal, call }: WebContext,
): Promise<{ readonly order: Order }> {
  const idempotencyKey = readIdempotencyKey('input/idempotencyKey', input.idempotencyKey);
  const customerId = customerOf(principal);
  demand(principal, 'order:place', { currency: input.currency });
  const { items } = await inWave(call, () => deps.customers.cart(customerId, call));
  if (items.length === 0) {
    // A page that lost the answer tries again with the same key, and finds its cart emptied by the first try.
    const placed = await inWave(call, () => deps.orders.placedWith(idempotencyKey, call));
    if (placed) return { order: placed };
    throw new Failure('CONFLICT', 'The cart is empty.', { reason: 'CART_EMPTY' });
  }
  const lines = items.map(({ productId, quantity }) => ({ productId, quantity }));
  const terms = { currency: input.currency, tier: tierOf(principal) };
  const order = await inWave(call, () => deps.orders.place({ lines, ...terms, idempotencyKey }, call));
  // The order stands: a cart that could not be emptied is no reason to say otherwise.
  await optional('cart', call, () => inWave(call, () => deps.customers.clearCart(customerId, call)));
  return { order };
}
