/** Inventory service: contract and client. */
export { cacheInventory, stockTag } from './inventory.cache.ts';
export { createInventoryClient, inventoryUrl } from './inventory.client.ts';
export type {
  Availability,
  AvailabilityPage,
  InventoryClient,
  NewReservation,
  Pieces,
  StockCount,
} from './inventory.client.ts';
export { inventoryInvalidations, lowStockOfEvent, stockOfEvent } from './inventory.events.ts';
