/** The orders client. */
export { createOrdersClient } from './orders.client.ts';
export type {
  Order,
  OrderAction,
  OrderLine,
  OrderMove,
  OrderOwner,
  OrderPage,
  OrderRequest,
  OrdersClient,
  OrderStatus,
  OrderTier,
} from './orders.client.ts';
export type { OrdersReason } from './orders.contract.ts';
