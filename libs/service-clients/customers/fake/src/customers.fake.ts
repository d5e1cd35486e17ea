/** The mock customers service: profiles, wish lists and carts. */

import type { Caller } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { contractDocument, implement, type HttpFake, type Route } from '@frontage/service-host';
import type { z } from 'zod';
import { cartBounds, customerBounds } from '@frontage/customers-client/bounds';
import { checkoutKey, deviceId } from '@frontage/customers-client/input';
import { isDeepStrictEqual } from 'node:util';
import {
  addAddress,
  batchCustomers,
  customersOperations,
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
  mergeCart,
  putCartItem,
  putCheckout,
  putDefaultAddress,
  putDevice,
  putWish,
  settleCheckout,
  updateAddress,
  updateCustomer,
  type CustomersReason,
  type addressWire,
  type cartWire,
  type customerWire,
} from '@frontage/customers-client/contract';
import { createHash } from 'node:crypto';
import { claimedCart, releasedCheckout, settledCart } from './checkouts.ts';
import {
  memoryCustomerStore,
  seededCustomers,
  unsaid,
  type CustomerStore,
  type StoredCheckout,
  type StoredCustomer,
} from './customer-store.ts';

type CartWire = z.output<typeof cartWire>;
type CustomerWire = z.output<typeof customerWire>;
type StoredCart = StoredCustomer['cart'];
type StoredAddress = StoredCustomer['addresses'][number];

export interface CustomersFakeOptions {
  /** Store of customers. Default: memory, with the seeded customers. */
  readonly store?: CustomerStore;
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
}

/** Creates a customers service with the seeded customers. */
export function fakeCustomers(options: CustomersFakeOptions = {}): HttpFake {
  const { store = memoryCustomerStore(seededCustomers), now = () => new Date() } = options;

  const read = async (id: string, caller: Caller): Promise<StoredCustomer> => {
    if (!maySee(caller, id)) return none();
    return (await store.find(id)) ?? (caller.kind === 'customer' ? newCustomer(id, now()) : none());
  };
  const change = async (
    id: string,
    caller: Caller,
    apply: (current: StoredCustomer) => Partial<StoredCustomer>,
  ): Promise<StoredCustomer> => {
    await requireOwner(id, caller);
    return store.change(id, newCustomer(id, now()), (current) => ({ ...current, ...apply(current) }));
  };
  /** Changes profile or addresses. What is so already stays, with its revision, whatever is expected. */
  const changeProfile = (
    id: string,
    caller: Caller,
    apply: (current: StoredCustomer) => Partial<StoredCustomer>,
    expected?: string,
  ): Promise<StoredCustomer> =>
    change(id, caller, (current) => {
      const changed = apply(current);
      if (isDeepStrictEqual({ ...current, ...changed }, current)) return {};
      requireRevision(current.revision, expected);
      return { ...changed, revision: current.revision + 1 };
    });
  const changeAddresses = (
    id: string,
    caller: Caller,
    apply: (addresses: readonly StoredAddress[]) => readonly StoredAddress[],
  ): Promise<StoredCustomer> =>
    changeProfile(id, caller, ({ addresses }) => ({ addresses: withOneDefault(apply(addresses)) }));
  const changeCart = async (
    id: string,
    caller: Caller,
    apply: (cart: StoredCart, at: string) => StoredCart,
    expected?: string,
  ): Promise<StoredCustomer> => {
    const at = now().toISOString();
    return change(id, caller, (current) => withCart(current, apply(current.cart, at), at, expected));
  };
  const requireOwner = async (id: string, caller: Caller): Promise<void> => {
    if (caller.kind === 'customer' && caller.id === id) return;
    await read(id, caller);
    throw new Failure('FORBIDDEN', 'Only the customer may change this.', {
      reason: 'MAY_NOT_CHANGE_CUSTOMER' satisfies CustomersReason,
    });
  };

  const routes: Route[] = [
    implement(getCustomer, async ({ params, caller }) => toCustomerWire(await read(params['id']!, caller))),
    implement(updateCustomer, async ({ params, headers, body, caller }) =>
      toCustomerWire(
        await changeProfile(
          params['id']!,
          caller,
          (current) => ({
            name: body.fullName ?? current.name,
            locale: body.preferences?.locale ?? current.locale,
            currency: body.preferences?.currency ?? current.currency,
            // Null ends them.
            quietHours: body.preferences?.quietHours === undefined ? current.quietHours : body.preferences.quietHours,
          }),
          headers['if-match'],
        ),
      ),
    ),
    implement(addAddress, async ({ params, body, caller, idempotencyKey }) => {
      const addressId = addressIdOf(idempotencyKey);
      const { label, recipientName: recipient, postal } = body;
      const { street, postalCode: postcode, city, countryCode: country } = postal;
      const customer = await changeAddresses(params['id']!, caller, (addresses) => {
        if (addresses.some(({ id }) => id === addressId)) return addresses;
        if (addresses.length >= customerBounds.addresses)
          unprocessable('ADDRESS_BOOK_FULL', `An address book holds ${customerBounds.addresses} addresses.`);
        const fields = { label, recipient, street, postcode, city, country };
        return [...addresses, { id: addressId, ...fields, isDefault: false }];
      });
      return toAddressEnvelope(customer, addressId);
    }),
    implement(updateAddress, async ({ params, body, caller }) => {
      const addressId = params['addressId']!;
      const customer = await changeAddresses(params['id']!, caller, (addresses) => {
        const current = addresses.find(({ id }) => id === addressId) ?? noAddress();
        const changed = {
          ...current,
          label: body.label ?? current.label,
          recipient: body.recipientName ?? current.recipient,
          street: body.postal?.street ?? current.street,
          postcode: body.postal?.postalCode ?? current.postcode,
          city: body.postal?.city ?? current.city,
          country: body.postal?.countryCode ?? current.country,
        };
        return addresses.map((address) => (address === current ? changed : address));
      });
      return toAddressEnvelope(customer, addressId);
    }),
    implement(deleteAddress, async ({ params, caller }) =>
      toCustomerWire(
        await changeAddresses(params['id']!, caller, (addresses) =>
          addresses.filter(({ id }) => id !== params['addressId']),
        ),
      ),
    ),
    implement(putDefaultAddress, async ({ params, body: { addressId }, caller }) => {
      const customer = await changeAddresses(params['id']!, caller, (addresses) => {
        if (!addresses.some(({ id }) => id === addressId)) noAddress();
        return addresses.map((address) => ({ ...address, isDefault: address.id === addressId }));
      });
      return toAddressEnvelope(customer, addressId);
    }),
    implement(batchCustomers, async ({ body, caller }) => {
      const ids = body.customerIds.filter((id) => maySee(caller, id));
      const found = await Promise.all(ids.map((id) => read(id, caller).catch(() => undefined)));
      return { customers: found.flatMap((customer) => (customer ? [toCustomerWire(customer)] : [])) };
    }),
    implement(getWishlist, async ({ params, caller }) => toWishlistWire(await read(params['id']!, caller))),
    implement(putWish, async ({ params, caller }) => {
      const productId = readProductId(params['productId']!);
      const customer = await change(params['id']!, caller, ({ wishlist }) => {
        if (wishlist.some((wish) => wish.productId === productId)) return {};
        if (wishlist.length >= customerBounds.wishes)
          unprocessable('WISHLIST_FULL', `A wish list holds ${customerBounds.wishes} products.`);
        return { wishlist: [...wishlist, { productId, addedAt: now().toISOString() }] };
      });
      return toWishlistWire(customer);
    }),
    implement(deleteWish, async ({ params, caller }) =>
      toWishlistWire(
        await change(params['id']!, caller, ({ wishlist }) => ({
          wishlist: wishlist.filter(({ productId }) => productId !== params['productId']),
        })),
      ),
    ),
    implement(getCart, async ({ params, caller }) => toCartWire(await read(params['id']!, caller))),
    implement(putCartItem, async ({ params, headers, body: { quantity }, caller }) => {
      const productId = readProductId(params['productId']!);
      const put = (cart: StoredCart, addedAt: string): StoredCart => {
        requireQuantity(quantity);
        if (cart.some((item) => item.productId === productId)) {
          return cart.map((item) => (item.productId === productId ? { ...item, quantity } : item));
        }
        if (cart.length >= cartBounds.lines) unprocessable('CART_FULL', `A cart holds ${cartBounds.lines} products.`);
        return [...cart, { productId, quantity, addedAt }];
      };
      return toCartWire(await changeCart(params['id']!, caller, put, headers['if-match']));
    }),
    implement(deleteCartItem, async ({ params, headers, caller }) => {
      const remove = (cart: StoredCart): StoredCart =>
        cart.filter(({ productId }) => productId !== params['productId']);
      return toCartWire(await changeCart(params['id']!, caller, remove, headers['if-match']));
    }),
    implement(deleteCart, async ({ params, caller }) => {
      await changeCart(params['id']!, caller, () => []);
      return undefined;
    }),
    implement(putCheckout, async ({ params, query, caller, budgetMs }) => {
      const key = readCheckoutKey(query.key);
      const at = now();
      let claimed: StoredCheckout | undefined;
      await change(params['id']!, caller, (current) => {
        const claim = claimedCart(current, { key, at, budgetMs });
        ({ claimed } = claim);
        return { checkouts: claim.checkouts };
      });
      return toCheckoutWire(claimed!, at);
    }),
    implement(settleCheckout, async ({ params, query, body, caller }) => {
      const key = readCheckoutKey(query.key);
      const ordered = new Map(body.items.map(({ product, quantity }) => [product.productId, quantity]));
      const at = now().toISOString();
      const settled = await change(params['id']!, caller, (current) => {
        const { cart, checkouts } = settledCart(current, key, ordered);
        return { ...withCart(current, cart, at), checkouts };
      });
      return toCartWire(settled);
    }),
    implement(deleteCheckout, async ({ params, query, caller }) => {
      const { claimedAt } = query;
      const key = readCheckoutKey(query.key);
      await change(params['id']!, caller, ({ checkouts }) => ({
        checkouts: releasedCheckout(checkouts, key, claimedAt),
      }));
      return undefined;
    }),
    implement(mergeCart, async ({ params, body, caller }) => {
      const wanted = new Map<string, number>();
      for (const { product, quantity } of body.items) {
        requireQuantity(quantity);
        const productId = readProductId(product.productId);
        wanted.set(productId, Math.max(quantity, wanted.get(productId) ?? 0));
      }
      const merged = await changeCart(params['id']!, caller, (cart, at) => mergedCart(cart, wanted, at));
      const held = new Set(merged.cart.map(({ productId }) => productId));
      const leftOut = [...wanted.keys()].filter((productId) => !held.has(productId));
      return { ...toCartWire(merged), leftOut: leftOut.map((productId) => ({ productId })) };
    }),
    implement(getDevices, async ({ params, caller }) => toDevicesWire(await read(params['id']!, caller))),
    implement(putDevice, async ({ params, body: { platform, pushToken: token }, caller }) => {
      const id = params['deviceId']!;
      if (!deviceId.safeParse(id).success) unprocessable('DEVICE_ID_INVALID', 'That is not the id of a device.');
      const device = { id, platform, token, registeredAt: now().toISOString() };
      const owner = await change(params['id']!, caller, ({ devices }) => ({
        devices: [...devices.filter((other) => other.id !== id && other.token !== token), device].slice(
          -customerBounds.devices,
        ),
      }));
      // A phone in other hands: its new user must not read what is sent to the old one.
      for (const other of await store.holdersOf(token)) {
        if (other !== owner.id) await store.change(other, newCustomer(other, now()), withoutToken(token));
      }
      return toDevicesWire(owner);
    }),
    implement(deleteDevice, async ({ params, query: { registeredAt }, caller }) =>
      toDevicesWire(
        await change(params['id']!, caller, ({ devices }) => ({
          devices: devices.filter(
            (device) =>
              device.id !== params['deviceId'] || (registeredAt !== undefined && device.registeredAt > registeredAt),
          ),
        })),
      ),
    ),
  ];
  return { protocol: 'http', name: 'customers', routes, openapi: customersDocument() };
}

/** OpenAPI document of the service. */
export const customersDocument = (): object =>
  contractDocument('customers', 'Who buys: profiles, addresses, wish lists, carts and devices.', customersOperations);

/** New customer, at the first visit of an identity provider's user. Only the id is known. */
const newCustomer = (id: string, now: Date): StoredCustomer => ({
  id,
  revision: 1,
  ...unsaid,
  name: 'New customer',
  email: '',
  tier: 'standard',
  locale: 'en-IE',
  currency: 'EUR',
  addresses: [],
  wishlist: [],
  cart: [],
  cartUpdatedAt: now.toISOString(),
  devices: [],
});

/** Change that takes off the devices with a token. */
const withoutToken =
  (token: string) =>
  (customer: StoredCustomer): StoredCustomer => ({
    ...customer,
    devices: customer.devices.filter((device) => device.token !== token),
  });

/** Asks whether a caller may see a customer. For other callers, even its existence is hidden. */
const maySee = (caller: Caller, id: string): boolean =>
  caller.kind === 'support' || (caller.kind === 'customer' && caller.id === id);

function none(): never {
  throw new Failure('NOT_FOUND', 'There is no such customer.');
}

function noAddress(): never {
  throw new Failure('NOT_FOUND', 'There is no such address.');
}

function unprocessable(reason: CustomersReason, message: string): never {
  throw new Failure('UNPROCESSABLE', message, { reason });
}

/** Reads the id of a product. Only its syntax is checked, as ids are shown elsewhere; the catalog knows which products exist. */
function readProductId(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/.test(text)) return text;
  return unprocessable('PRODUCT_ID_INVALID', 'That is not the id of a product.');
}

function readCheckoutKey(text: string): string {
  if (checkoutKey.safeParse(text).success) return text;
  return unprocessable('CHECKOUT_KEY_INVALID', 'That is not the key of a checkout.');
}

/** Id of the address that is added with this key: the same at every try. */
function addressIdOf(idempotencyKey: string | undefined): string {
  if (idempotencyKey === undefined) {
    const reason: CustomersReason = 'IDEMPOTENCY_KEY_REQUIRED';
    throw new Failure('INVALID_INPUT', 'An address is added with an Idempotency-Key.', { reason });
  }
  return `a-${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 16)}`;
}

/** Makes the oldest address the default when none is. */
function withOneDefault(addresses: readonly StoredAddress[]): readonly StoredAddress[] {
  if (addresses.some(({ isDefault }) => isDefault)) return addresses;
  return addresses.map((address, index) => ({ ...address, isDefault: index === 0 }));
}

/** Requires that a revision is one of those that a write expects. */
function requireRevision(revision: number, expected: string | undefined): void {
  if (expected === undefined || expected.split(', ').includes(`"${revision}"`)) return;
  throw new Failure('PRECONDITION_FAILED', 'It was changed meanwhile: read it again.');
}

/** Change of a cart. One that is so already stays, with its revision and its instant, whatever is expected. */
function withCart(current: StoredCustomer, cart: StoredCart, at: string, expected?: string): Partial<StoredCustomer> {
  if (isDeepStrictEqual(cart, current.cart)) return {};
  requireRevision(current.cartRevision, expected);
  return { cart, cartUpdatedAt: at, cartRevision: current.cartRevision + 1 };
}

function requireQuantity(quantity: number): void {
  if (quantity >= 1 && quantity <= cartBounds.quantity) return;
  unprocessable('QUANTITY_OUT_OF_RANGE', `The quantity must be from 1 to ${cartBounds.quantity}.`);
}

/** Cart with these products in it, as far as there is room: of each product the larger quantity. */
function mergedCart(cart: StoredCart, wanted: ReadonlyMap<string, number>, addedAt: string): StoredCart {
  const held = new Set(cart.map(({ productId }) => productId));
  const added = [...wanted].flatMap(([productId, quantity]) =>
    held.has(productId) ? [] : [{ productId, quantity, addedAt }],
  );
  return [
    ...cart.map((item) => ({ ...item, quantity: Math.max(item.quantity, wanted.get(item.productId) ?? 0) })),
    ...added.slice(0, Math.max(0, cartBounds.lines - cart.length)),
  ];
}

const toAddressWire = (address: StoredAddress): z.output<typeof addressWire> => {
  const { id, label, recipient, street, postcode, city, country, isDefault } = address;
  return {
    addressId: id,
    label,
    recipientName: recipient,
    postal: { street, postalCode: postcode, city, countryCode: country },
    isPrimary: isDefault,
  };
};

const toAddressEnvelope = (customer: StoredCustomer, addressId: string) => ({
  ...toCustomerWire(customer),
  address: toAddressWire(customer.addresses.find(({ id }) => id === addressId)!),
});

const toCustomerWire = (customer: StoredCustomer): { customer: CustomerWire } => ({
  customer: {
    customerId: customer.id,
    revision: customer.revision,
    fullName: customer.name,
    emailAddress: customer.email,
    loyaltyTier: customer.tier === 'gold' ? 'GOLD' : 'STANDARD',
    preferences: {
      locale: customer.locale,
      currency: customer.currency,
      ...(customer.quietHours && { quietHours: customer.quietHours }),
    },
    addressBook: customer.addresses.map(toAddressWire),
  },
});

const toWishlistWire = ({ id, wishlist }: StoredCustomer) => ({
  wishlist: {
    customerId: id,
    items: wishlist.map(({ productId, addedAt }) => ({ product: { productId }, addedAt })),
  },
});

const toDevicesWire = ({ devices }: StoredCustomer) => ({
  devices: devices.map(({ id, platform, token, registeredAt }) => ({
    deviceId: id,
    platform,
    pushToken: token,
    registeredAt,
  })),
});

const toCheckoutWire = ({ key, claimedAt, until, items, isSettled }: StoredCheckout, at: Date) => {
  const open = until < at.toISOString() ? ('STALE' as const) : ('OPEN' as const);
  return {
    checkout: {
      checkoutKey: key,
      claimedAt,
      state: isSettled ? ('SETTLED' as const) : open,
      items: items.map(({ productId, quantity }) => ({ product: { productId }, quantity })),
    },
  };
};

const toCartWire = ({ id, cart, cartRevision, cartUpdatedAt }: StoredCustomer): { cart: CartWire } => ({
  cart: {
    customerId: id,
    revision: cartRevision,
    items: cart.map(({ productId, quantity, addedAt }) => ({ product: { productId }, quantity, addedAt })),
    updatedAt: cartUpdatedAt,
  },
});
