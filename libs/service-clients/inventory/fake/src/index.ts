/** The mock inventory. */
export { fakeInventory } from './inventory.fake.ts';
