/** Customers as we understand them: Wire -> Model. */

import type { Call } from '@frontage/call';
import type { Currency } from '@frontage/dto-mapping/money';
import { inBatches, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import {
  batchCustomers,
  deleteCart,
  deleteCartItem,
  deleteWish,
  getCart,
  getCustomer,
  getWishlist,
  maxBatch,
  putCartItem,
  putWish,
  updateCustomer,
  type addressWire,
  type cartWire,
  type customerWire,
} from './customers.contract.ts';

export interface Address {
  readonly id: string;
  readonly label: string;
  readonly recipient: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly isDefault: boolean;
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly tier: 'standard' | 'gold';
  /** BCP 47: `de-DE`. */
  readonly locale: string;
  readonly currency: Currency;
  readonly addresses: readonly Address[];
}

export interface CustomerChange {
  readonly name?: string | undefined;
  readonly locale?: string | undefined;
  readonly currency?: Currency | undefined;
}

export interface CartItem {
  readonly productId: string;
  readonly quantity: number;
  /** ISO 8601 instant. */
  readonly addedAt: string;
}

export interface Cart {
  readonly items: readonly CartItem[];
  /** ISO 8601 instant. */
  readonly updatedAt: string;
}

/**
 * Data of other people are NOT_FOUND, except that support may read them; changing them is FORBIDDEN to support, with reason
 * MAY_NOT_CHANGE_CUSTOMER.
 */
export interface CustomersClient {
  customer(id: string, call: Call): Promise<Customer>;
  /** By id; ids that are unknown, or not for the caller to see, are absent. Any number of ids. */
  customers(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, Customer>>;
  update(input: { readonly id: string; readonly change: CustomerChange }, call: Call): Promise<Customer>;
  /** Product ids, oldest first. */
  wishlist(customerId: string, call: Call): Promise<readonly string[]>;
  /** Once, however often it is said. UNPROCESSABLE reason WISHLIST_FULL over 200 products. */
  addToWishlist(
    input: { readonly customerId: string; readonly productId: string },
    call: Call,
  ): Promise<readonly string[]>;
  removeFromWishlist(
    input: { readonly customerId: string; readonly productId: string },
    call: Call,
  ): Promise<readonly string[]>;
  cart(customerId: string, call: Call): Promise<Cart>;
  /** UNPROCESSABLE reason QUANTITY_OUT_OF_RANGE outside 1 to 99, CART_FULL over 50 lines. */
  putCartItem(
    input: { readonly customerId: string; readonly productId: string; readonly quantity: number },
    call: Call,
  ): Promise<Cart>;
  removeCartItem(input: { readonly customerId: string; readonly productId: string }, call: Call): Promise<Cart>;
  clearCart(customerId: string, call: Call): Promise<void>;
  /** How the service looks from here, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** `CUSTOMERS_URL` in a configuration schema; by default where `npm start` runs it. */
export const customersUrl = httpLocation.prefault('http://127.0.0.1:4405').describe('the customers service');

/** Creates the client of one customers service. */
export function createCustomersClient(options: Omit<HttpUpstreamOptions, 'service'>): CustomersClient {
  const upstream = createHttpUpstream({ ...options, service: 'customers' });
  return {
    state: upstream.state,
    close: upstream.close,
    customer: async (id, call) => toCustomer((await upstream.send(getCustomer, { path: { id } }, call)).customer),
    customers: async (ids, call) => {
      const wires = await inBatches(ids, maxBatch, async (customerIds) => {
        const wire = await upstream.send(batchCustomers, { body: { customerIds } }, call);
        return wire.customers;
      });
      return new Map(wires.map(({ customer }) => [customer.customerId, toCustomer(customer)]));
    },
    update: async ({ id, change: { name, locale, currency } }, call) => {
      // Undefined members are left out of JSON, and so unchanged.
      const body = { fullName: name, preferences: { locale, currency } };
      return toCustomer((await upstream.send(updateCustomer, { path: { id }, body }, call)).customer);
    },
    wishlist: async (id, call) => (await upstream.send(getWishlist, { path: { id } }, call)).wishlist.productIds,
    addToWishlist: async ({ customerId: id, productId }, call) =>
      (await upstream.send(putWish, { path: { id, productId } }, call)).wishlist.productIds,
    removeFromWishlist: async ({ customerId: id, productId }, call) =>
      (await upstream.send(deleteWish, { path: { id, productId } }, call)).wishlist.productIds,
    cart: async (id, call) => toCart((await upstream.send(getCart, { path: { id } }, call)).cart),
    putCartItem: async ({ customerId: id, productId, quantity }, call) => {
      const wire = await upstream.send(putCartItem, { path: { id, productId }, body: { quantity } }, call);
      return toCart(wire.cart);
    },
    removeCartItem: async ({ customerId: id, productId }, call) =>
      toCart((await upstream.send(deleteCartItem, { path: { id, productId } }, call)).cart),
    clearCart: (id, call) => upstream.send(deleteCart, { path: { id } }, call),
  };
}

const toCustomer = (wire: z.output<typeof customerWire>): Customer => ({
  id: wire.customerId,
  name: wire.fullName,
  email: wire.emailAddress,
  tier: wire.loyaltyTier === 'GOLD' ? 'gold' : 'standard',
  locale: wire.preferences.locale,
  currency: wire.preferences.currency,
  addresses: wire.addressBook.map(toAddress),
});

const toAddress = (wire: z.output<typeof addressWire>): Address => ({
  id: wire.addressId,
  label: wire.label,
  recipient: wire.recipientName,
  street: wire.postal.street,
  postcode: wire.postal.postalCode,
  city: wire.postal.city,
  country: wire.postal.countryCode,
  isDefault: wire.isPrimary,
});

const toCart = (wire: z.output<typeof cartWire>): Cart => ({
  items: wire.items.map(({ product, quantity, addedAt }) => ({ productId: product.productId, quantity, addedAt })),
  updatedAt: wire.updatedAt,
});
