/** The orders client. */
export { cacheOrders } from './orders.cache.ts';
export { createOrdersClient, ordersUrl, toOrder } from './orders.client.ts';
export type {
  Order,
  OrderAction,
  OrderLine,
  OrderMove,
  OrderNote,
  OrderOwner,
  OrderPage,
  OrderRequest,
  OrdersClient,
  OrderStatus,
  OrderTier,
} from './orders.client.ts';
export type { OrdersReason } from './orders.contract.ts';
