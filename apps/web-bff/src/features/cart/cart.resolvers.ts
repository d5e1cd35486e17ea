/** The cart of the customer. */

import { productId } from '@frontage/catalog-client/input';
import { cartBounds } from '@frontage/customers-client/bounds';
import { z } from 'zod';
import type { WebContext } from '../../context.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { customerOf } from '../../customer.ts';
import { readArguments, requireRange } from '../../input.ts';
import { inWave, optional } from '../../degradation.ts';
import type { CheckoutPayloadResolvers, MutationResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { toCartView, type CartView } from './cart.view.ts';

async function readCart(context: WebContext): Promise<CartView> {
  const { deps, principal, call } = context;
  return toCartView(await inWave(call, () => deps.customers.cart(customerOf(principal), call)), context);
}

/** The cart after a checkout: optional, as the order stands without it. */
const cartThen: CheckoutPayloadResolvers['cart'] = (_, __, context) =>
  optional('cart', context.call, () => readCart(context));

const productInput = z.object({ input: z.object({ productId }) });

const putCartItem: MutationResolvers['putCartItem'] = async (_, args, context) => {
  const { quantity } = args.input;
  const { deps, principal, call, loaders } = context;
  requireRange('input/quantity', quantity, 1, cartBounds.quantity);
  const { productId } = readArguments(productInput, args).input;
  // An unknown product must not get into a cart. The customers service does not know products.
  const product = await inWave(call, () => deps.catalog.product(productId, call));
  loaders.products.prime(product.id, product);
  const customerId = customerOf(principal);
  const changed = await inWave(call, () => deps.customers.putCartItem({ customerId, productId, quantity }, call));
  return { cart: toCartView(changed, context) };
};

const removeCartItem: MutationResolvers['removeCartItem'] = async (_, args, context) => {
  const { productId } = readArguments(productInput, args).input;
  const { deps, principal, call } = context;
  const customerId = customerOf(principal);
  const changed = await inWave(call, () => deps.customers.removeCartItem({ customerId, productId }, call));
  return { cart: toCartView(changed, context) };
};

export const cartPart = {
  typeDefs: readSdl(import.meta.url, './cart.graphql'),
  resolvers: {
    Query: { cart: (_, __, context) => readCart(context) },
    Mutation: { putCartItem, removeCartItem },
    CheckoutPayload: { cart: cartThen },
    CartItem: {
      product: ({ productId }, _, { loaders, call }) =>
        optional('products', call, () => loaders.products.load(productId)),
    },
  },
} satisfies WebSchemaPart;
