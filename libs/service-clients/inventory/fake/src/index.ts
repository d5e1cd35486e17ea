/** The mock inventory. */
export { fakeInventory } from './inventory.fake.ts';
export type { InventoryFakeOptions } from './inventory.fake.ts';
export type { LowStock } from './stock-room.ts';
