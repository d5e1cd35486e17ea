/** The cart of the customer. */

import { productId } from '@frontage/catalog-client/input';
import { cartBounds } from '@frontage/customers-client/bounds';
import { z } from 'zod';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { customerOf } from '../../customer.ts';
import { readArguments, requireRange } from '../../input.ts';
import { inWave, optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';
import { toCartView, type CartItemView } from './cart.view.ts';

async function cart(_: unknown, __: unknown, context: WebContext) {
  const { deps, principal, call } = context;
  return toCartView(await inWave(call, () => deps.customers.cart(customerOf(principal), call)), context);
}

/** After a checkout, for pages that show it: the order stands, whether this can be read or not. */
const cartThen = (_: unknown, __: unknown, context: WebContext) =>
  optional('cart', context.call, () => cart(_, __, context));

interface PutCartItem {
  readonly input: { readonly productId: string; readonly quantity: number };
}

const productInput = z.object({ input: z.object({ productId }) });

async function putCartItem(_: unknown, args: PutCartItem, context: WebContext) {
  const { quantity } = args.input;
  const { deps, principal, call, loaders } = context;
  requireRange('input/quantity', quantity, 1, cartBounds.quantity);
  const { productId } = readArguments(productInput, args).input;
  // The customers service keeps ids and knows no products: what is not sold must not get into a cart.
  const product = await inWave(call, () => deps.catalog.product(productId, call));
  loaders.products.prime(product.id, product);
  const customerId = customerOf(principal);
  const changed = await inWave(call, () => deps.customers.putCartItem({ customerId, productId, quantity }, call));
  return { cart: toCartView(changed, context) };
}

interface RemoveCartItem {
  readonly input: { readonly productId: string };
}

async function removeCartItem(_: unknown, args: RemoveCartItem, context: WebContext) {
  const { productId } = readArguments(productInput, args).input;
  const { deps, principal, call } = context;
  const customerId = customerOf(principal);
  const changed = await inWave(call, () => deps.customers.removeCartItem({ customerId, productId }, call));
  return { cart: toCartView(changed, context) };
}

export const cartPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './cart.graphql'),
  resolvers: {
    Query: { cart },
    Mutation: { putCartItem, removeCartItem },
    CheckoutPayload: { cart: cartThen },
    CartItem: {
      product: ({ productId }: CartItemView, _: unknown, { loaders, call }: WebContext) =>
        optional('products', call, () => loaders.products.load(productId)),
    },
  },
};
