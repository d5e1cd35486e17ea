/** Checkout: the cart becomes an order. */

import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server/input';
import type { InputOf } from '@frontage/http-server';
import { permission, tierOf } from '@frontage/policy';
import { clientHints } from '../../client-hints.ts';
import { checkOut, customerOf } from '../../customer.ts';
import { defineEndpoint } from '../../deps.ts';
import { orderView, toOrderView } from '../../order.view.ts';

const input = { headers: clientHints.extend({ 'idempotency-key': idempotencyKey }) };

export const checkout = defineEndpoint({
  name: 'checkout',
  summary: 'Places an order of what is in the cart, and takes it out of the cart',
  method: 'POST',
  path: '/checkout',
  access: permission('order:place', ({ headers }: InputOf<typeof input>) => ({ currency: headers['accept-currency'] })),
  // Three, and three more to end a checkout of which nobody knows what came.
  budget: { ms: 5_000, calls: 6 },
  input,
  view: orderView,
  status: 201,
  handle: async ({ input: { headers }, principal, call }, { customers, orders }) => {
    const key = headers['idempotency-key'];
    const currency = headers['accept-currency'];
    const order = await checkOut(
      {
        ...{ customerId: customerOf(principal), key, currency, customers },
        place: (lines) => orders.place({ lines, currency, tier: tierOf(principal), idempotencyKey: key }, call),
        placedWith: (placed) => orders.placedWith(placed, call),
      },
      call,
    );
    if (!order) throw new Failure('CONFLICT', 'The cart is empty.', { reason: 'CART_EMPTY' });
    return toOrderView(order, undefined);
  },
});
