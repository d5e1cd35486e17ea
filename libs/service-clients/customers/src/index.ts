/** Customers service: contract and client. */
export { cacheCustomers } from './customers.cache.ts';
export { createCustomersClient, customersUrl } from './customers.client.ts';
export type { Address, Cart, CartItem, Customer, CustomersClient } from './customers.client.ts';
