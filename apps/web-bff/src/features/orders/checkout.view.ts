/** Checkout in GraphQL. The cart is read only when the operation asks for it. */

import type { Order } from '@frontage/orders-client';

export interface CheckoutView {
  readonly order: Order;
}
