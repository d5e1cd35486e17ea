/** Customers service: contract and client. */
export { cacheCustomers } from './customers.cache.ts';
export { checkOut } from './checkout.ts';
export { createCustomersClient, customersUrl } from './customers.client.ts';
export type {
  Address,
  AddressFields,
  Cart,
  CartItem,
  ChangedAddress,
  Customer,
  CustomersClient,
  Device,
  OrderedLine,
  QuietHours,
  Wish,
} from './customers.client.ts';
