/** Checkout: the cart becomes an order. */

import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server/input';
import { tierOf } from '@frontage/policy';
import { z } from 'zod';
import { customerOf } from '../../customer.ts';
import { readArguments } from '../../input.ts';
import { inWave, optional } from '../../degradation.ts';
import type { MutationResolvers } from '../../schema.types.ts';

const checkoutArguments = z.object({ input: z.object({ idempotencyKey }) });

export const checkout: MutationResolvers['checkout'] = async (_, { input }, { deps, principal, call }) => {
  const { idempotencyKey: key } = readArguments(checkoutArguments, { input }).input;
  const customerId = customerOf(principal);
  const { items } = await inWave(call, () => deps.customers.cart(customerId, call));
  if (items.length === 0) {
    // A retry with the same key, after a lost answer. Its first attempt has emptied the cart.
    const placed = await inWave(call, () => deps.orders.placedWith(key, call));
    if (placed) return { order: placed };
    throw new Failure('CONFLICT', 'The cart is empty.', { reason: 'CART_EMPTY' });
  }
  const lines = items.map(({ productId, quantity }) => ({ productId, quantity }));
  const terms = { currency: input.currency, tier: tierOf(principal) };
  const order = await inWave(call, () => deps.orders.place({ lines, ...terms, idempotencyKey: key }, call));
  // The order stands, even when the cart cannot be emptied.
  await optional('cart', call, () => inWave(call, () => deps.customers.clearCart(customerId, call)));
  return { order };
};
