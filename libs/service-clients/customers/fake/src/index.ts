/** The mock customers service. */
export { customersDocument, fakeCustomers } from './customers.fake.ts';
export type { CustomersFakeOptions } from './customers.fake.ts';
export { createMemoryCustomerStore } from './customer-store.ts';
export type { CustomerStore, StoredCustomer } from './customer-store.ts';
