/** Client of the customers service: Wire -> Model. */

import type { Call } from '@frontage/call';
import type { Currency } from '@frontage/dto-mapping/money';
import { inBatches, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import type { devicePlatforms } from './bounds.ts';
import {
  addAddress,
  batchCustomers,
  deleteAddress,
  deleteCart,
  deleteCartItem,
  deleteCheckout,
  deleteDevice,
  deleteWish,
  getCart,
  getCustomer,
  getDevices,
  getWishlist,
  maxBatch,
  mergeCart,
  putCartItem,
  putCheckout,
  putDefaultAddress,
  putDevice,
  putWish,
  settleCheckout,
  updateAddress,
  updateCustomer,
  type addressWire,
  type cartWire,
  type customerWire,
} from './customers.contract.ts';

/** Members of an address that its owner writes. */
export interface AddressFields {
  readonly label: string;
  readonly recipient: string;
  readonly street: string;
  /** Empty in countries without postcodes. */
  readonly postcode: string;
  readonly city: string;
  /** Country code, ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface Address extends AddressFields {
  /** Id within the customer. */
  readonly id: string;
  /** True for exactly one address of a customer that has any. */
  readonly isDefault: boolean;
}

/** Members of an address to change; those that are undefined stay. */
export type AddressChange = { readonly [Member in keyof AddressFields]?: AddressFields[Member] | undefined };

/** Address after a change, and its customer with it. */
export interface ChangedAddress {
  readonly customer: Customer;
  readonly address: Address;
}

/** Hours in which a customer wants no notifications, each day; past midnight where `to` is before `from`. */
export interface QuietHours {
  /** Hours and minutes, `22:00`, on the clocks of the time zone. */
  readonly from: string;
  readonly to: string;
  /** Name in the IANA database: `Europe/Berlin`. */
  readonly timeZone: string;
}

export interface Customer {
  readonly id: string;
  /** Number of profile and addresses, another after each change of them. */
  readonly revision: number;
  readonly name: string;
  readonly email: string;
  readonly tier: 'standard' | 'gold';
  /** Language tag, BCP 47: `de-DE`. */
  readonly locale: string;
  readonly currency: Currency;
  /** Default: none. */
  readonly quietHours?: QuietHours | undefined;
  readonly addresses: readonly Address[];
}

export interface CustomerChange {
  readonly name?: string | undefined;
  readonly locale?: string | undefined;
  readonly currency?: Currency | undefined;
  /** Null ends them. */
  readonly quietHours?: QuietHours | null | undefined;
}

/** Revisions of which one must be current for a write. Default: any. */
type Expected = readonly number[] | undefined;

export interface Wish {
  readonly productId: string;
  /** ISO 8601 instant. */
  readonly addedAt: string;
}

/** Device that takes notifications. */
export interface Device {
  /** Id, chosen by the app on it. */
  readonly id: string;
  readonly platform: (typeof devicePlatforms)[number];
  /** Token of the platform's push service. */
  readonly token: string;
  /** ISO 8601 instant of the last registration. */
  readonly registeredAt: string;
}

export interface CartItem {
  readonly productId: string;
  readonly quantity: number;
  /** ISO 8601 instant. */
  readonly addedAt: string;
}

export interface Cart {
  /** Number of the cart, another after each change of it. */
  readonly revision: number;
  readonly items: readonly CartItem[];
  /** ISO 8601 instant. */
  readonly updatedAt: string;
}

/** Quantity of one product. */
export interface OrderedLine {
  readonly productId: string;
  readonly quantity: number;
}

/** Claim of one checkout on what is in the cart. */
export interface CartClaim {
  /** Key of the checkout. */
  readonly key: string;
  /** ISO 8601 instant of the last claim under this key. */
  readonly claimedAt: string;
  /** A stale claim's caller had no time left to order, and has not said what came of it. A settled one has taken out what it ordered. */
  readonly state: 'open' | 'stale' | 'settled';
  readonly items: readonly OrderedLine[];
}

/**
 * Customers client. Data of other customers is NOT_FOUND, except that support may read it. A change by support is FORBIDDEN, reason
 * MAY_NOT_CHANGE_CUSTOMER.
 */
export interface CustomersClient {
  customer(id: string, call: Call): Promise<Customer>;
  /** Reads any number of customers, by id. Ids that are unknown, or hidden from the caller, are absent. */
  customers(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, Customer>>;
  /** Changes a profile. PRECONDITION_FAILED when its revision is not expected, unless it is so already. */
  update(
    input: { readonly id: string; readonly change: CustomerChange; readonly expected?: Expected },
    call: Call,
  ): Promise<Customer>;
  /** Adds an address, once per key. The first one becomes the default. UNPROCESSABLE reason ADDRESS_BOOK_FULL over 20 addresses. */
  addAddress(
    input: { readonly customerId: string; readonly address: AddressFields; readonly idempotencyKey: string },
    call: Call,
  ): Promise<ChangedAddress>;
  /** Changes an address. NOT_FOUND when the customer has no such address. */
  updateAddress(
    input: { readonly customerId: string; readonly addressId: string; readonly change: AddressChange },
    call: Call,
  ): Promise<ChangedAddress>;
  /** Removes an address, if it is there. When it was the default, the oldest of the others becomes it. */
  removeAddress(input: { readonly customerId: string; readonly addressId: string }, call: Call): Promise<Customer>;
  /** Makes an address the default. NOT_FOUND when the customer has no such address. */
  setDefaultAddress(
    input: { readonly customerId: string; readonly addressId: string },
    call: Call,
  ): Promise<ChangedAddress>;
  /** Reads the wish list, oldest first. */
  wishlist(customerId: string, call: Call): Promise<readonly Wish[]>;
  /** Adds a product once, however often it is called. UNPROCESSABLE reason WISHLIST_FULL over 200 products. */
  addToWishlist(
    input: { readonly customerId: string; readonly productId: string },
    call: Call,
  ): Promise<readonly Wish[]>;
  removeFromWishlist(
    input: { readonly customerId: string; readonly productId: string },
    call: Call,
  ): Promise<readonly Wish[]>;
  cart(customerId: string, call: Call): Promise<Cart>;
  /**
   * Sets the quantity of a cart line. UNPROCESSABLE reason QUANTITY_OUT_OF_RANGE outside 1 to 99, CART_FULL over 50 lines.
   * PRECONDITION_FAILED when the revision of the cart is not expected, unless it is so already.
   */
  putCartItem(
    input: {
      readonly customerId: string;
      readonly productId: string;
      readonly quantity: number;
      readonly expected?: Expected;
    },
    call: Call,
  ): Promise<Cart>;
  /** Takes a product out of the cart, if it is there. PRECONDITION_FAILED as `putCartItem`. */
  removeCartItem(
    input: { readonly customerId: string; readonly productId: string; readonly expected?: Expected },
    call: Call,
  ): Promise<Cart>;
  clearCart(customerId: string, call: Call): Promise<void>;
  /**
   * Claims what is in the cart for one order, until the deadline of the call. The same key claims the same again. Answers a stale claim, of
   * this key or another, in place of a new one. CONFLICT reason CHECKOUT_UNDER_WAY while another key's claim is neither stale nor ended.
   */
  claimCart(input: { readonly customerId: string; readonly key: string }, call: Call): Promise<CartClaim>;
  /** Takes out of the cart what was ordered under this key, once. What was added since the claim stays. */
  settleCheckout(
    input: { readonly customerId: string; readonly key: string; readonly ordered: readonly OrderedLine[] },
    call: Call,
  ): Promise<Cart>;
  /** Gives up a claim under which nothing was ordered, unless it was claimed anew since `claimedAt`. */
  releaseCheckout(
    input: { readonly customerId: string; readonly key: string; readonly claimedAt: CartClaim['claimedAt'] },
    call: Call,
  ): Promise<void>;
  /**
   * Merges 1 to 50 lines into a cart: of each product the larger quantity stays, so that a repetition changes nothing. UNPROCESSABLE reason
   * QUANTITY_OUT_OF_RANGE. `leftOut` are the products for which a cart of 50 lines had no room.
   */
  mergeCart(
    input: {
      readonly customerId: string;
      readonly items: readonly OrderedLine[];
    },
    call: Call,
  ): Promise<{ readonly cart: Cart; readonly leftOut: readonly string[] }>;
  /** Reads the devices that take notifications, by their last registration, oldest first. */
  devices(customerId: string, call: Call): Promise<readonly Device[]>;
  /** Registers a device, or replaces its token, which nobody else has then. Beyond 20 devices the oldest goes. */
  putDevice(
    input: { readonly customerId: string; readonly device: Omit<Device, 'registeredAt'> },
    call: Call,
  ): Promise<readonly Device[]>;
  /** Takes a device off notifications, if it is registered. With `registeredAt`, one that has registered anew since then stays. */
  removeDevice(
    input: {
      readonly customerId: string;
      readonly deviceId: string;
      readonly registeredAt?: Device['registeredAt'] | undefined;
    },
    call: Call,
  ): Promise<readonly Device[]>;
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
    // Undefined members are omitted from JSON, so their values stay.
    update: async ({ id, change: { name, locale, currency, quietHours }, expected }, call) => {
      const body = { fullName: name, preferences: { locale, currency, quietHours } };
      const request = { path: { id }, ...ifMatching(expected), body };
      return toCustomer((await upstream.send(updateCustomer, request, call)).customer);
    },
    addAddress: async ({ customerId: id, address, idempotencyKey }, call) => {
      const headers = { 'idempotency-key': `"${idempotencyKey}"` };
      return toChanged(await upstream.send(addAddress, { path: { id }, headers, body: toAddressBody(address) }, call));
    },
    updateAddress: async ({ customerId: id, addressId, change }, call) =>
      toChanged(await upstream.send(updateAddress, { path: { id, addressId }, body: toAddressBody(change) }, call)),
    removeAddress: async ({ customerId: id, addressId }, call) =>
      toCustomer((await upstream.send(deleteAddress, { path: { id, addressId } }, call)).customer),
    setDefaultAddress: async ({ customerId: id, addressId }, call) =>
      toChanged(await upstream.send(putDefaultAddress, { path: { id }, body: { addressId } }, call)),
    wishlist: async (id, call) => toWishes(await upstream.send(getWishlist, { path: { id } }, call)),
    addToWishlist: async ({ customerId: id, productId }, call) =>
      toWishes(await upstream.send(putWish, { path: { id, productId } }, call)),
    removeFromWishlist: async ({ customerId: id, productId }, call) =>
      toWishes(await upstream.send(deleteWish, { path: { id, productId } }, call)),
    cart: async (id, call) => toCart((await upstream.send(getCart, { path: { id } }, call)).cart),
    putCartItem: async ({ customerId: id, productId, quantity, expected }, call) => {
      const request = { path: { id, productId }, ...ifMatching(expected), body: { quantity } };
      return toCart((await upstream.send(putCartItem, request, call)).cart);
    },
    removeCartItem: async ({ customerId: id, productId, expected }, call) => {
      const request = { path: { id, productId }, ...ifMatching(expected) };
      return toCart((await upstream.send(deleteCartItem, request, call)).cart);
    },
    clearCart: (id, call) => upstream.send(deleteCart, { path: { id } }, call),
    claimCart: async ({ customerId: id, key }, call) =>
      toClaim((await upstream.send(putCheckout, { path: { id }, query: { key } }, call)).checkout),
    settleCheckout: async ({ customerId: id, key, ordered }, call) => {
      const body = { items: toItemsBody(ordered) };
      return toCart((await upstream.send(settleCheckout, { path: { id }, query: { key }, body }, call)).cart);
    },
    releaseCheckout: ({ customerId: id, key, claimedAt }, call) =>
      upstream.send(deleteCheckout, { path: { id }, query: { key, claimedAt } }, call),
    mergeCart: async ({ customerId: id, items }, call) => {
      const body = { items: toItemsBody(items) };
      const wire = await upstream.send(mergeCart, { path: { id }, body }, call);
      return { cart: toCart(wire.cart), leftOut: wire.leftOut.map(({ productId }) => productId) };
    },
    devices: async (id, call) => toDevices(await upstream.send(getDevices, { path: { id } }, call)),
    putDevice: async ({ customerId: id, device: { id: deviceId, platform, token } }, call) => {
      const body = { platform, pushToken: token };
      return toDevices(await upstream.send(putDevice, { path: { id, deviceId }, body }, call));
    },
    removeDevice: async ({ customerId: id, deviceId, registeredAt }, call) =>
      toDevices(await upstream.send(deleteDevice, { path: { id, deviceId }, query: { registeredAt } }, call)),
  };
}

/** `If-Match` where a revision is expected. */
const ifMatching = (expected: Expected) =>
  expected && { headers: { 'if-match': expected.map((revision) => `"${revision}"`).join(', ') || '""' } };

const toCustomer = (wire: z.output<typeof customerWire>): Customer => ({
  id: wire.customerId,
  revision: wire.revision,
  name: wire.fullName,
  email: wire.emailAddress,
  tier: wire.loyaltyTier === 'GOLD' ? 'gold' : 'standard',
  locale: wire.preferences.locale,
  currency: wire.preferences.currency,
  quietHours: wire.preferences.quietHours,
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

const toAddressBody = ({ label, recipient, street, postcode, city, country }: AddressChange) => ({
  label,
  recipientName: recipient,
  postal: { street, postalCode: postcode, city, countryCode: country },
});

const toChanged = ({ customer, address }: z.output<typeof addAddress.response>): ChangedAddress => ({
  customer: toCustomer(customer),
  address: toAddress(address),
});

const toWishes = ({ wishlist }: z.output<typeof getWishlist.response>): readonly Wish[] =>
  wishlist.items.map(({ product, addedAt }) => ({ productId: product.productId, addedAt }));

const toDevices = ({ devices }: z.output<typeof getDevices.response>): readonly Device[] =>
  devices.map(({ deviceId, platform, pushToken, registeredAt }) => ({
    id: deviceId,
    platform,
    token: pushToken,
    registeredAt,
  }));

const toItemsBody = (lines: readonly OrderedLine[]) =>
  lines.map(({ productId, quantity }) => ({ product: { productId }, quantity }));

const claimStates = { OPEN: 'open', STALE: 'stale', SETTLED: 'settled' } as const;

const toClaim = (wire: z.output<typeof putCheckout.response>['checkout']): CartClaim => ({
  key: wire.checkoutKey,
  claimedAt: wire.claimedAt,
  state: claimStates[wire.state],
  items: wire.items.map(({ product, quantity }) => ({ productId: product.productId, quantity })),
});

const toCart = (wire: z.output<typeof cartWire>): Cart => ({
  revision: wire.revision,
  items: wire.items.map(({ product, quantity, addedAt }) => ({ productId: product.productId, quantity, addedAt })),
  updatedAt: wire.updatedAt,
});
