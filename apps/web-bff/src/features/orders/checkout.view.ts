/** Checkout in GraphQL. The cart is read only when the operation asks for it. */

import type { Order } from '@frontage/orders-client';
import type { WithErrors } from '../../user-errors.ts';

export interface CheckoutView {
  readonly order: Order;
}

/** Order that was placed; none was when it is refused. */
export interface PlaceOrderView {
  readonly order: Order | undefined;
}

export type PlaceOrderPayloadView = WithErrors<PlaceOrderView>;
