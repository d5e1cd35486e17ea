/** Checkout: the cart becomes an order. */

import type { Currency } from '@frontage/dto-mapping/money';
import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server/input';
import { tierOf } from '@frontage/policy';
import { z } from 'zod';
import type { WebContext } from '../../context.ts';
import { checkOut, customerOf } from '../../customer.ts';
import { readArguments } from '../../input.ts';
import { inWave } from '../../degradation.ts';
import type { MutationResolvers } from '../../schema.types.ts';
import { withUserErrors } from '../../user-errors.ts';
import type { CheckoutView, PlaceOrderView } from './checkout.view.ts';

const checkoutArguments = z.object({ input: z.object({ idempotencyKey }) });

interface CheckoutArguments {
  readonly input: { readonly idempotencyKey: string; readonly currency: Currency };
}

async function orderCart({ input }: CheckoutArguments, { deps, principal, call }: WebContext): Promise<CheckoutView> {
  const { idempotencyKey: key } = readArguments(checkoutArguments, { input }).input;
  const { currency } = input;
  const { customers, orders } = deps;
  const order = await checkOut(
    {
      ...{ customerId: customerOf(principal), key, currency, customers },
      place: (lines) => orders.place({ lines, currency, tier: tierOf(principal), idempotencyKey: key }, call),
      placedWith: (placed) => orders.placedWith(placed, call),
    },
    call,
    (step) => inWave(call, step),
  );
  if (!order) throw new Failure('CONFLICT', 'The cart is empty.', { reason: 'CART_EMPTY' });
  return { order };
}

export const checkout: MutationResolvers['checkout'] = (_, args, context) => orderCart(args, context);

export const placeOrder: MutationResolvers['placeOrder'] = (_, args, context, info) =>
  withUserErrors<PlaceOrderView>({ info, unchanged: () => ({ order: undefined }) }, () => orderCart(args, context));
