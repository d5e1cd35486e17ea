/** Inventory service: contract and client. */
export { cacheInventory, stockTag } from './inventory.cache.ts';
export { createInventoryClient, inventoryUrl } from './inventory.client.ts';
export type { Availability, InventoryClient, NewReservation } from './inventory.client.ts';
