/** Client of the customers service: Wire -> Model. */

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
  /** Country code, ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly isDefault: boolean;
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly tier: 'standard' | 'gold';
  /** Language tag, BCP 47: `de-DE`. */
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
 * Customers client. Data of other customers is NOT_FOUND, except that support may read it. A change by support is FORBIDDEN, reason
 * MAY_NOT_CHANGE_CUSTOMER.
 */
export interface CustomersClient {
  customer(id: string, call: Call): Promise<Customer>;
  /** Reads any number of customers, by id. Ids that are unknown, or hidden from the caller, are absent. */
  customers(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, Customer>>;
  update(input: { readonly id: string; readonly change: CustomerChange }, call: Call): Promise<Customer>;
  /** Reads product ids, oldest first. */
  wishlist(customerId: string, call: Call): Promise<readonly string[]>;
  /** Adds a product once, however often it is called. UNPROCESSABLE reason WISHLIST_FULL over 200 products. */
  addToWishlist(
    input: { readonly customerId: string; readonly productId: string },
    call: Call,
  ): Promise<readonly string[]>;
  removeFromWishlist(
    input: { readonly customerId: string; readonly productId: string },
    call: Call,
  ): Promise<readonly string[]>;
  cart(customerId: string, call: Call): Promise<Cart>;
  /** Sets the quantity of a cart line. UNPROCESSABLE reason QUANTITY_OUT_OF_RANGE outside 1 to 99, CART_FULL over 50 lines. */
  putCartItem(
    input: { readonly customerId: string; readonly productId: string; readonly quantity: number },
    call: Call,
  ): Promise<Cart>;
  removeCartItem(input: { readonly customerId: string; readonly productId: string }, call: Call): Promise<Cart>;
  clearCart(customerId: string, call: Call): Promise<void>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** Schema of `CUSTOMERS_URL`. Default: the address of `npm start`. */
export const customersUrl = httpLocation.prefault('http://127.0.0.1:4405').describe('the customers service');

/** Creates a client of the customers service. */
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
      // Undefined members are omitted from JSON, so their values stay.
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
