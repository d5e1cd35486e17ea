/** Checkout: the cart becomes an order. */

import type { Currency } from '@frontage/dto-mapping/money';
import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server/input';
import { tierOf } from '@frontage/policy';
import { z } from 'zod';
import type { WebContext } from '../../context.ts';
import { customerOf } from '../../customer.ts';
import { readArguments } from '../../input.ts';
import { inWave, optional } from '../../degradation.ts';
import type { MutationResolvers } from '../../schema.types.ts';
import { withUserErrors } from '../../user-errors.ts';
import type { CheckoutView, PlaceOrderView } from './checkout.view.ts';

const checkoutArguments = z.object({ input: z.object({ idempotencyKey }) });

interface CheckoutArguments {
  readonly input: { readonly idempotencyKey: string; readonly currency: Currency };
}

async function orderCart({ input }: CheckoutArguments, { deps, principal, call }: WebContext): Promise<CheckoutView> {
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
}

export const checkout: MutationResolvers['checkout'] = (_, args, context) => orderCart(args, context);

export const placeOrder: MutationResolvers['placeOrder'] = (_, args, context, info) =>
  withUserErrors<PlaceOrderView>({ info, unchanged: () => ({ order: undefined }) }, () => orderCart(args, context));
