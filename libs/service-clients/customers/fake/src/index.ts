/** The mock customers service. */
export { seededCustomers } from './customer-store.ts';
export { customersDocument, fakeCustomers } from './customers.fake.ts';
export { openSqlCustomerStore } from './sql-customer-store.ts';
export type { CustomerTables } from './sql-customer-store.ts';
