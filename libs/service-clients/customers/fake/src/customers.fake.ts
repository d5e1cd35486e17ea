/** The mock customers service: profiles, wish lists and carts. */

import type { Caller } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { contractDocument, implement, type HttpFake, type Route } from '@frontage/service-host';
import type { z } from 'zod';
import { cartBounds, customerBounds } from '@frontage/customers-client/bounds';
import {
  batchCustomers,
  customersOperations,
  deleteCart,
  deleteCartItem,
  deleteWish,
  getCart,
  getCustomer,
  getWishlist,
  putCartItem,
  putWish,
  updateCustomer,
  type CustomersReason,
  type cartWire,
  type customerWire,
} from '@frontage/customers-client/contract';
import { createMemoryCustomerStore, type CustomerStore, type StoredCustomer } from './customer-store.ts';

type CartWire = z.output<typeof cartWire>;
type StoredCart = StoredCustomer['cart'];

export interface CustomersFakeOptions {
  /** Store of customers. Default: memory, with the seeded customers. */
  readonly store?: CustomerStore;
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
}

/** Creates a customers service with the seeded customers. */
export function fakeCustomers(options: CustomersFakeOptions = {}): HttpFake {
  const { store = createMemoryCustomerStore(), now = () => new Date() } = options;

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
  const changeCart = async (
    id: string,
    caller: Caller,
    apply: (cart: StoredCart, at: string) => StoredCart,
  ): Promise<{ cart: CartWire }> => {
    const at = now().toISOString();
    return toCartWire(await change(id, caller, ({ cart }) => ({ cart: apply(cart, at), cartUpdatedAt: at })));
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
    implement(updateCustomer, async ({ params, body, caller }) =>
      toCustomerWire(
        await change(params['id']!, caller, (current) => ({
          name: body.fullName ?? current.name,
          locale: body.preferences?.locale ?? current.locale,
          currency: body.preferences?.currency ?? current.currency,
        })),
      ),
    ),
    implement(batchCustomers, async ({ body, caller }) => {
      const ids = body.customerIds.filter((id) => maySee(caller, id));
      const found = await Promise.all(ids.map((id) => read(id, caller).catch(() => undefined)));
      return { customers: found.flatMap((customer) => (customer ? [toCustomerWire(customer)] : [])) };
    }),
    implement(getWishlist, async ({ params, caller }) => toWishlistWire(await read(params['id']!, caller))),
    implement(putWish, async ({ params, caller }) => {
      const productId = readProductId(params['productId']!);
      const customer = await change(params['id']!, caller, ({ wishlist }) => {
        if (wishlist.includes(productId)) return {};
        if (wishlist.length >= customerBounds.wishes)
          unprocessable('WISHLIST_FULL', `A wish list holds ${customerBounds.wishes} products.`);
        return { wishlist: [...wishlist, productId] };
      });
      return toWishlistWire(customer);
    }),
    implement(deleteWish, async ({ params, caller }) =>
      toWishlistWire(
        await change(params['id']!, caller, ({ wishlist }) => ({
          wishlist: wishlist.filter((productId) => productId !== params['productId']),
        })),
      ),
    ),
    implement(getCart, async ({ params, caller }) => toCartWire(await read(params['id']!, caller))),
    implement(putCartItem, ({ params, body: { quantity }, caller }) => {
      const productId = readProductId(params['productId']!);
      return changeCart(params['id']!, caller, (cart, addedAt) => {
        if (quantity < 1 || quantity > cartBounds.quantity) {
          unprocessable('QUANTITY_OUT_OF_RANGE', `The quantity must be from 1 to ${cartBounds.quantity}.`);
        }
        if (cart.some((item) => item.productId === productId)) {
          return cart.map((item) => (item.productId === productId ? { ...item, quantity } : item));
        }
        if (cart.length >= cartBounds.lines) unprocessable('CART_FULL', `A cart holds ${cartBounds.lines} products.`);
        return [...cart, { productId, quantity, addedAt }];
      });
    }),
    implement(deleteCartItem, ({ params, caller }) =>
      changeCart(params['id']!, caller, (cart) => cart.filter(({ productId }) => productId !== params['productId'])),
    ),
    implement(deleteCart, async ({ params, caller }) => {
      await changeCart(params['id']!, caller, () => []);
      return undefined;
    }),
  ];
  return { protocol: 'http', name: 'customers', routes, openapi: customersDocument() };
}

/** OpenAPI document of the service. */
export const customersDocument = (): object =>
  contractDocument('customers', 'Who buys: profiles, wish lists and carts.', customersOperations);

/** New customer, at the first visit of an identity provider's user. Only the id is known. */
const newCustomer = (id: string, now: Date): StoredCustomer => ({
  id,
  name: 'New customer',
  email: '',
  tier: 'standard',
  locale: 'en-IE',
  currency: 'EUR',
  addresses: [],
  wishlist: [],
  cart: [],
  cartUpdatedAt: now.toISOString(),
});

/** Asks whether a caller may see a customer. For other callers, even its existence is hidden. */
const maySee = (caller: Caller, id: string): boolean =>
  caller.kind === 'support' || (caller.kind === 'customer' && caller.id === id);

function none(): never {
  throw new Failure('NOT_FOUND', 'There is no such customer.');
}

function unprocessable(reason: CustomersReason, message: string): never {
  throw new Failure('UNPROCESSABLE', message, { reason });
}

/** Reads the id of a product. Only its syntax is checked, as ids are shown elsewhere; the catalog knows which products exist. */
function readProductId(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/.test(text)) return text;
  return unprocessable('PRODUCT_ID_INVALID', 'That is not the id of a product.');
}

const toCustomerWire = (customer: StoredCustomer): { customer: z.output<typeof customerWire> } => ({
  customer: {
    customerId: customer.id,
    fullName: customer.name,
    emailAddress: customer.email,
    loyaltyTier: customer.tier === 'gold' ? 'GOLD' : 'STANDARD',
    preferences: { locale: customer.locale, currency: customer.currency },
    addressBook: customer.addresses.map(({ id, label, recipient, street, postcode, city, country, isDefault }) => ({
      addressId: id,
      label,
      recipientName: recipient,
      postal: { street, postalCode: postcode, city, countryCode: country },
      isPrimary: isDefault,
    })),
  },
});

const toWishlistWire = ({ id, wishlist }: StoredCustomer) => ({
  wishlist: { customerId: id, productIds: [...wishlist] },
});

const toCartWire = ({ id, cart, cartUpdatedAt }: StoredCustomer): { cart: CartWire } => ({
  cart: {
    customerId: id,
    items: cart.map(({ productId, quantity, addedAt }) => ({ product: { productId }, quantity, addedAt })),
    updatedAt: cartUpdatedAt,
  },
});
