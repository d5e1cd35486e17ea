/** Contract of the customers service: its wire format (camelCase in envelopes) and its operations. */

import { currencies } from '@frontage/dto-mapping/money';
import { defineHttpOperation } from '@frontage/upstream/http';
import { z } from 'zod';
import { cartBounds, customerBounds, devicePlatforms } from './bounds.ts';
import { addressInput, addressId, customerName, locale, pushToken, quietHours } from './input.ts';

/** Number of a thing, another after each change of it. */
const revision = z.int().min(1);

export const addressWire = z.object({
  addressId: z.string(),
  label: z.string(),
  recipientName: z.string(),
  postal: z.object({ street: z.string(), postalCode: z.string(), city: z.string(), countryCode: z.string() }),
  isPrimary: z.boolean(),
});

export const customerWire = z.object({
  customerId: z.string(),
  /** Of profile and addresses. */
  revision,
  fullName: z.string(),
  emailAddress: z.string(),
  loyaltyTier: z.enum(['STANDARD', 'GOLD']),
  preferences: z.object({
    locale: z.string(),
    currency: z.enum(currencies),
    quietHours: z.object({ from: z.string(), to: z.string(), timeZone: z.string() }).optional(),
  }),
  addressBook: z.array(addressWire).max(customerBounds.addresses),
});

const cartItemWire = z.object({
  product: z.object({ productId: z.string() }),
  quantity: z.int(),
  addedAt: z.string(),
});

export const cartWire = z.object({
  customerId: z.string(),
  revision,
  items: z.array(cartItemWire).max(cartBounds.lines),
  updatedAt: z.string(),
});

const customerEnvelope = z.object({ customer: customerWire });
const addressEnvelope = customerEnvelope.extend({ address: addressWire });
const wishlistEnvelope = z.object({
  wishlist: z.object({
    customerId: z.string(),
    items: z
      .array(z.object({ product: z.object({ productId: z.string() }), addedAt: z.string() }))
      .max(customerBounds.wishes),
  }),
});
const cartEnvelope = z.object({ cart: cartWire });

export const getCustomer = defineHttpOperation({
  name: 'customers.getCustomer',
  summary: 'One customer; for themselves and for support',
  method: 'GET',
  path: '/customers/{id}',
  response: customerEnvelope,
});

/**
 * Precondition of a write: the revisions of which one must be current, as entity tags (RFC 9110 §13.1.1); `""` is none's. 412 when there is
 * another one, unless what is written is so already. Default: any.
 */
const precondition = z.object({
  'if-match': z
    .string()
    .max(2_000)
    .regex(/^"\d{0,10}"(, "\d{0,10}")*$/)
    .optional(),
});

export const updateCustomer = defineHttpOperation({
  name: 'customers.updateCustomer',
  summary:
    'Changes the name or the preferences of a customer; quiet hours of null end. What is so already stays, with its revision',
  method: 'PATCH',
  path: '/customers/{id}',
  idempotent: true,
  headers: precondition,
  body: z.strictObject({
    fullName: customerName.optional(),
    preferences: z
      .strictObject({ locale, currency: z.enum(currencies), quietHours: quietHours.nullable() })
      .partial()
      .optional(),
  }),
  response: customerEnvelope,
});

const { label, recipient, street, postcode, city, country } = addressInput.shape;
const postalBody = z.strictObject({ street, postalCode: postcode, city, countryCode: country });
const addressBody = z.strictObject({ label, recipientName: recipient, postal: postalBody });

export const addAddress = defineHttpOperation({
  name: 'customers.addAddress',
  summary: 'Adds an address; the first one becomes the default. Needs an Idempotency-Key: the same one adds it once',
  method: 'POST',
  path: '/customers/{id}/addresses',
  idempotent: true,
  body: addressBody,
  status: 201,
  response: addressEnvelope,
});

export const updateAddress = defineHttpOperation({
  name: 'customers.updateAddress',
  summary: 'Changes members of an address',
  method: 'PATCH',
  path: '/customers/{id}/addresses/{addressId}',
  idempotent: true,
  body: addressBody.extend({ postal: postalBody.partial() }).partial(),
  response: addressEnvelope,
});

export const deleteAddress = defineHttpOperation({
  name: 'customers.deleteAddress',
  summary: 'Removes an address, if it is there. The oldest of the others becomes the default in its place',
  method: 'DELETE',
  path: '/customers/{id}/addresses/{addressId}',
  response: customerEnvelope,
});

export const putDefaultAddress = defineHttpOperation({
  name: 'customers.putDefaultAddress',
  summary: 'Makes an address of the customer the default',
  method: 'PUT',
  path: '/customers/{id}/default-address',
  body: z.strictObject({ addressId }),
  response: addressEnvelope,
});

/** Largest batch, in ids. */
export const maxBatch = 100;

export const batchCustomers = defineHttpOperation({
  name: 'customers.batchCustomers',
  summary: 'Customers by ids; those that are unknown or not for the caller to see are left out',
  method: 'POST',
  path: '/customers/batch',
  idempotent: true,
  body: z.strictObject({ customerIds: z.array(z.string()).min(1).max(maxBatch) }),
  response: z.object({ customers: z.array(customerEnvelope).max(maxBatch) }),
});

export const getWishlist = defineHttpOperation({
  name: 'customers.getWishlist',
  summary: 'The products on a wish list, oldest first',
  method: 'GET',
  path: '/customers/{id}/wishlist',
  response: wishlistEnvelope,
});

export const putWish = defineHttpOperation({
  name: 'customers.putWish',
  summary: 'Puts a product on the wish list, once',
  method: 'PUT',
  path: '/customers/{id}/wishlist/{productId}',
  response: wishlistEnvelope,
});

export const deleteWish = defineHttpOperation({
  name: 'customers.deleteWish',
  summary: 'Takes a product off the wish list',
  method: 'DELETE',
  path: '/customers/{id}/wishlist/{productId}',
  response: wishlistEnvelope,
});

export const getCart = defineHttpOperation({
  name: 'customers.getCart',
  summary: 'The cart, in the order in which products were added',
  method: 'GET',
  path: '/customers/{id}/cart',
  response: cartEnvelope,
});

export const putCartItem = defineHttpOperation({
  name: 'customers.putCartItem',
  summary: 'Sets how many of a product are in the cart: 1 to 99',
  method: 'PUT',
  path: '/customers/{id}/cart/items/{productId}',
  headers: precondition,
  body: z.strictObject({ quantity: z.int() }),
  response: cartEnvelope,
});

export const deleteCartItem = defineHttpOperation({
  name: 'customers.deleteCartItem',
  summary: 'Takes a product out of the cart',
  method: 'DELETE',
  path: '/customers/{id}/cart/items/{productId}',
  headers: precondition,
  response: cartEnvelope,
});

export const deleteCart = defineHttpOperation({
  name: 'customers.deleteCart',
  summary: 'Empties the cart',
  method: 'DELETE',
  path: '/customers/{id}/cart',
  response: z.undefined(),
});

const orderedItems = z
  .array(z.strictObject({ product: z.strictObject({ productId: z.string() }), quantity: z.int().min(1) }))
  .max(cartBounds.lines);

const checkoutWire = z.object({
  checkoutKey: z.string(),
  /** Instant of the last claim under this key. */
  claimedAt: z.string(),
  /** STALE: the caller that claimed had no time left to order, and has not said what came of it. */
  state: z.enum(['OPEN', 'STALE', 'SETTLED']),
  items: orderedItems,
});

// Keys are query parameters: any text is one, `..` too, which no path can end with.
const ofKey = { key: z.string() };

export const putCheckout = defineHttpOperation({
  name: 'customers.putCheckout',
  summary:
    'Claims what is in the cart for one order, for as long as the caller waits. The same key claims the same again. A stale claim is answered in its place, and must be ended first; one that is under way is a conflict',
  method: 'PUT',
  path: '/customers/{id}/cart/checkouts',
  query: z.object(ofKey),
  response: z.object({ checkout: checkoutWire }),
});

export const settleCheckout = defineHttpOperation({
  name: 'customers.settleCheckout',
  summary: 'Takes out of the cart what was ordered under this key, once. What was added since the claim stays',
  method: 'POST',
  path: '/customers/{id}/cart/checkouts/settlement',
  idempotent: true,
  query: z.object(ofKey),
  body: z.strictObject({ items: orderedItems }),
  response: cartEnvelope,
});

export const deleteCheckout = defineHttpOperation({
  name: 'customers.deleteCheckout',
  summary: 'Gives up a claim under which nothing was ordered; one that was claimed anew since `claimedAt` stays',
  method: 'DELETE',
  path: '/customers/{id}/cart/checkouts',
  query: z.object({ ...ofKey, claimedAt: z.iso.datetime() }),
  response: z.undefined(),
});

export const mergeCart = defineHttpOperation({
  name: 'customers.mergeCart',
  summary:
    'Puts products into the cart: of each, the larger quantity stays. Products beyond the last line are left out',
  method: 'POST',
  path: '/customers/{id}/cart/merge',
  idempotent: true,
  body: z.strictObject({
    items: z
      .array(z.strictObject({ product: z.strictObject({ productId: z.string() }), quantity: z.int() }))
      .min(1)
      .max(cartBounds.lines),
  }),
  response: cartEnvelope.extend({ leftOut: z.array(z.object({ productId: z.string() })).max(cartBounds.lines) }),
});

const deviceWire = z.object({
  deviceId: z.string(),
  platform: z.enum(devicePlatforms),
  pushToken: z.string(),
  registeredAt: z.string(),
});
const devicesEnvelope = z.object({ devices: z.array(deviceWire).max(customerBounds.devices) });

export const getDevices = defineHttpOperation({
  name: 'customers.getDevices',
  summary: 'The devices that notifications of a customer go to, oldest first',
  method: 'GET',
  path: '/customers/{id}/devices',
  response: devicesEnvelope,
});

export const putDevice = defineHttpOperation({
  name: 'customers.putDevice',
  summary:
    'Registers a device for notifications, or replaces its token. The token is of one device alone, whoever had it. Beyond the bound, the oldest device goes',
  method: 'PUT',
  path: '/customers/{id}/devices/{deviceId}',
  body: z.strictObject({
    platform: z.enum(devicePlatforms),
    pushToken,
  }),
  response: devicesEnvelope,
});

export const deleteDevice = defineHttpOperation({
  name: 'customers.deleteDevice',
  summary:
    'Takes a device off notifications, if it is registered; one that has registered anew since `registeredAt` stays',
  method: 'DELETE',
  path: '/customers/{id}/devices/{deviceId}',
  query: z.object({ registeredAt: z.iso.datetime().optional() }),
  response: devicesEnvelope,
});

/** Reasons of the customers service, beyond the failure table. */
export type CustomersReason =
  | 'ADDRESS_BOOK_FULL'
  | 'CART_FULL'
  | 'CHECKOUT_KEY_INVALID'
  | 'CHECKOUT_UNDER_WAY'
  | 'DEVICE_ID_INVALID'
  | 'IDEMPOTENCY_KEY_REQUIRED'
  | 'MAY_NOT_CHANGE_CUSTOMER'
  | 'PRODUCT_ID_INVALID'
  | 'QUANTITY_OUT_OF_RANGE'
  | 'TOO_MANY_CHECKOUTS'
  | 'WISHLIST_FULL';

export const customersOperations = [
  getCustomer,
  updateCustomer,
  batchCustomers,
  addAddress,
  updateAddress,
  deleteAddress,
  putDefaultAddress,
  getWishlist,
  putWish,
  deleteWish,
  getCart,
  putCartItem,
  deleteCartItem,
  deleteCart,
  putCheckout,
  settleCheckout,
  deleteCheckout,
  mergeCart,
  getDevices,
  putDevice,
  deleteDevice,
];
