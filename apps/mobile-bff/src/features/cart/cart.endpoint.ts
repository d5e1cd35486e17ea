/** Cart: the items of the customers service, with their current prices. */

import type { Call } from '@frontage/call';
import { productId } from '@frontage/catalog-client/input';
import type { Cart } from '@frontage/customers-client';
import { cartBounds } from '@frontage/customers-client/bounds';
import type { ViewOf } from '@frontage/dto-mapping';
import { Reply } from '@frontage/http-server';
import { ifMatch } from '@frontage/http-server/input';
import { permission, tierOf, type Principal } from '@frontage/policy';
import { gather, plan } from '@frontage/resilience';
import { z } from 'zod';
import { clientHints } from '../../client-hints.ts';
import { customerOf } from '../../customer.ts';
import { defineEndpoint, type Deps } from '../../deps.ts';
import type { ExtrasContext } from '../../product-extras.ts';
import { cartView, toCartView } from './cart.view.ts';

const idsOf = (cart: Cart): string[] => cart.items.map(({ productId }) => productId);

const parts = plan<ExtrasContext & { readonly readCart: () => Promise<Cart> }>()
  .required('cart', ({ readCart }) => readCart())
  .optional('products', ({ deps, call }, { cart }) => deps.catalog.products(idsOf(cart), call), ['cart'])
  .optional(
    'prices',
    async ({ deps, call, principal, currency }, { cart }) =>
      cart.items.length === 0
        ? undefined
        : deps.pricing.quote({ lines: cart.items, currency, tier: tierOf(principal) }, call),
    ['cart'],
  );

async function show(
  input: { readonly principal: Principal; readonly currency: ExtrasContext['currency']; readonly call: Call },
  deps: Deps,
  readCart: () => Promise<Cart>,
): Promise<Reply<ViewOf<typeof cartView>>> {
  const found = await gather(parts, { ...input, deps, readCart });
  return new Reply(toCartView(found), { revision: found.cart.revision });
}

const budget = { ms: 800, calls: 3 };
const access = permission('cart:use');
const params = z.object({ productId });
/** Headers of a write. A line is set, and not added to, so that few writes need a tag (ADR 0048). */
const headers = clientHints.extend({ 'if-match': ifMatch.optional() });
const newQuantity = z
  .strictObject({ quantity: z.int().min(1).max(cartBounds.quantity).meta({ description: 'Pieces from now on.' }) })
  .meta({ description: 'Pieces of the product.' });

export const getCart = defineEndpoint({
  name: 'getCart',
  summary: 'The cart',
  method: 'GET',
  path: '/cart',
  access,
  budget,
  input: { headers: clientHints },
  view: cartView,
  etag: true,
  handle: ({ input: { headers }, principal, call }, deps) =>
    show({ principal, call, currency: headers['accept-currency'] }, deps, () =>
      deps.customers.cart(customerOf(principal), call),
    ),
});

export const putCartItem = defineEndpoint({
  name: 'putCartItem',
  summary: 'Sets how many of a product are in the cart',
  method: 'PUT',
  path: '/cart/items/{productId}',
  access,
  budget: { ms: 1_000, calls: 4 },
  input: { params, headers, body: newQuantity },
  // Reason: CART_FULL.
  failures: ['UNPROCESSABLE'],
  view: cartView,
  etag: true,
  handle: async (
    {
      input: {
        params: { productId },
        headers,
        body,
      },
      principal,
      call,
    },
    deps,
  ) => {
    // An unknown product must not get into a cart. The customers service does not know products.
    await deps.catalog.product(productId, call);
    return show({ principal, call, currency: headers['accept-currency'] }, deps, () =>
      deps.customers.putCartItem(
        { customerId: customerOf(principal), productId, quantity: body.quantity, expected: headers['if-match'] },
        call,
      ),
    );
  },
});

export const removeCartItem = defineEndpoint({
  name: 'removeCartItem',
  summary: 'Takes a product out of the cart',
  method: 'DELETE',
  path: '/cart/items/{productId}',
  access,
  budget,
  input: { params, headers },
  view: cartView,
  etag: true,
  handle: (
    {
      input: {
        params: { productId },
        headers,
      },
      principal,
      call,
    },
    deps,
  ) =>
    show({ principal, call, currency: headers['accept-currency'] }, deps, () =>
      deps.customers.removeCartItem(
        { customerId: customerOf(principal), productId, expected: headers['if-match'] },
        call,
      ),
    ),
});
