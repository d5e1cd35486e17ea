/** Checkout: the cart becomes an order. */

import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server/input';
import type { InputOf } from '@frontage/http-server';
import { permission, tierOf } from '@frontage/policy';
import { clientHints } from '../../client-hints.ts';
import { customerOf } from '../../customer.ts';
import { defineEndpoint } from '../../deps.ts';
import { orderView, toOrderView } from '../../order.view.ts';

const input = { headers: clientHints.extend({ 'idempotency-key': idempotencyKey }) };

export const checkout = defineEndpoint({
  name: 'checkout',
  summary: 'Places an order of what is in the cart, and empties the cart',
  method: 'POST',
  path: '/checkout',
  access: permission('order:place', ({ headers }: InputOf<typeof input>) => ({ currency: headers['accept-currency'] })),
  budget: { ms: 5_000, calls: 4 },
  input,
  view: orderView,
  status: 201,
  handle: async ({ input: { headers }, principal, call }, { customers, orders }) => {
    const customerId = customerOf(principal);
    const cart = await customers.cart(customerId, call);
    const lines = cart.items.map(({ productId, quantity }) => ({ productId, quantity }));
    if (lines.length === 0) {
      // A retry with the same key, after a lost answer. Its first attempt has emptied the cart.
      const placed = await orders.placedWith(headers['idempotency-key'], call);
      if (placed) return toOrderView(placed, undefined);
      throw new Failure('CONFLICT', 'The cart is empty.', { reason: 'CART_EMPTY' });
    }
    const order = await orders.place(
      {
        lines,
        currency: headers['accept-currency'],
        tier: tierOf(principal),
        idempotencyKey: headers['idempotency-key'],
      },
      call,
    );
    // The order stands, even when the cart cannot be emptied.
    await customers.clearCart(customerId, call).catch((error: unknown) => call.ledger.degrade('cart', error));
    return toOrderView(order, undefined);
  },
});
