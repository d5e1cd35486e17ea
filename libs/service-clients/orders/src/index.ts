/** Orders service: client. */
export { cacheOrders } from './orders.cache.ts';
export {
  placeCommandTopic,
  placeResultTopic,
  readPlaceCommand,
  readPlaceResult,
  toPlaceMessage,
  toPlaceResult,
} from './orders.commands.ts';
export { createOrdersClient, ordersUrl, toOrder, toOwner, toOwnerWire } from './orders.client.ts';
export type {
  Order,
  OrderAction,
  OrderLine,
  OrderNote,
  OrderOwner,
  OrderQuery,
  OrderRequest,
  OrdersClient,
} from './orders.client.ts';
