/** A checkout as GraphQL shows it; the cart that is left is read when asked for. */

import type { Order } from '@frontage/orders-client';

export interface CheckoutView {
  readonly order: Order;
}
