/** The mock customers service. */
export { customersDocument, fakeCustomers } from './customers.fake.ts';
