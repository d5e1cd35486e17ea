/** Contract of the customers service: its wire format (camelCase in envelopes) and its operations. */

import { currencies } from '@frontage/dto-mapping/money';
import { defineHttpOperation } from '@frontage/upstream/http';
import { z } from 'zod';
import { cartBounds, customerBounds } from './bounds.ts';

export const addressWire = z.object({
  addressId: z.string(),
  label: z.string(),
  recipientName: z.string(),
  postal: z.object({ street: z.string(), postalCode: z.string(), city: z.string(), countryCode: z.string() }),
  isPrimary: z.boolean(),
});

export const customerWire = z.object({
  customerId: z.string(),
  fullName: z.string(),
  emailAddress: z.string(),
  loyaltyTier: z.enum(['STANDARD', 'GOLD']),
  preferences: z.object({ locale: z.string(), currency: z.enum(currencies) }),
  addressBook: z.array(addressWire).max(customerBounds.addresses),
});

const cartItemWire = z.object({
  product: z.object({ productId: z.string() }),
  quantity: z.int(),
  addedAt: z.string(),
});

export const cartWire = z.object({
  customerId: z.string(),
  items: z.array(cartItemWire).max(cartBounds.lines),
  updatedAt: z.string(),
});

const customerEnvelope = z.object({ customer: customerWire });
const wishlistEnvelope = z.object({
  wishlist: z.object({ customerId: z.string(), productIds: z.array(z.string()).max(customerBounds.wishes) }),
});
const cartEnvelope = z.object({ cart: cartWire });

export const getCustomer = defineHttpOperation({
  name: 'customers.getCustomer',
  summary: 'One customer; for themselves and for support',
  method: 'GET',
  path: '/customers/{id}',
  response: customerEnvelope,
});

export const updateCustomer = defineHttpOperation({
  name: 'customers.updateCustomer',
  summary: 'Changes the name or the preferences of a customer',
  method: 'PATCH',
  path: '/customers/{id}',
  idempotent: true,
  body: z.strictObject({
    fullName: z.string().trim().min(1).max(120).optional(),
    preferences: z
      .strictObject({
        locale: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language and a country: de-DE'),
        currency: z.enum(currencies),
      })
      .partial()
      .optional(),
  }),
  response: customerEnvelope,
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
  body: z.strictObject({ quantity: z.int() }),
  response: cartEnvelope,
});

export const deleteCartItem = defineHttpOperation({
  name: 'customers.deleteCartItem',
  summary: 'Takes a product out of the cart',
  method: 'DELETE',
  path: '/customers/{id}/cart/items/{productId}',
  response: cartEnvelope,
});

export const deleteCart = defineHttpOperation({
  name: 'customers.deleteCart',
  summary: 'Empties the cart',
  method: 'DELETE',
  path: '/customers/{id}/cart',
  response: z.undefined(),
});

/** Reasons of the customers service, beyond the failure table. */
export type CustomersReason =
  'CART_FULL' | 'MAY_NOT_CHANGE_CUSTOMER' | 'PRODUCT_ID_INVALID' | 'QUANTITY_OUT_OF_RANGE' | 'WISHLIST_FULL';

export const customersOperations = [
  getCustomer,
  updateCustomer,
  batchCustomers,
  getWishlist,
  putWish,
  deleteWish,
  getCart,
  putCartItem,
  deleteCartItem,
  deleteCart,
];
