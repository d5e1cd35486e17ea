/** The cart of the customer. */

import { productId } from '@frontage/catalog-client/input';
import { cartQuantity } from '@frontage/customers-client/input';
import { z } from 'zod';
import type { WebContext } from '../../context.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { customerOf } from '../../customer.ts';
import { readArguments } from '../../input.ts';
import { withUserErrors } from '../../user-errors.ts';
import { inWave, optional } from '../../degradation.ts';
import type { CheckoutPayloadResolvers, MutationResolvers, PlaceOrderPayloadResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { mergeCart } from './merge-cart.ts';
import { readCart, toCartView } from './cart.view.ts';
import { visitorCart } from './visitor-cart.ts';

/** The cart after a checkout: optional, as the order stands without it. */
const cartThen: (CheckoutPayloadResolvers & PlaceOrderPayloadResolvers)['cart'] = (_, __, context) =>
  optional('cart', context.call, () => readCart(context));

const productInput = z.object({ input: z.object({ productId }) });
const itemInput = z.object({ input: z.object({ productId, quantity: cartQuantity }) });

const putCartItem: MutationResolvers['putCartItem'] = (_, args, context, info) =>
  withUserErrors({ info, about: 'productId', unchanged: () => cartAlone(context) }, async () => {
    const { deps, principal, call, loaders } = context;
    const item = readArguments(itemInput, args).input;
    // An unknown product must not get into a cart. The customers service does not know products.
    const product = await inWave(call, () => deps.catalog.product(item.productId, call));
    loaders.products.prime(product.id, product);
    const customerId = customerOf(principal);
    const changed = await inWave(call, () => deps.customers.putCartItem({ customerId, ...item }, call));
    return { cart: toCartView(changed, context) };
  });

const removeCartItem: MutationResolvers['removeCartItem'] = (_, args, context, info) =>
  withUserErrors({ info, unchanged: () => cartAlone(context) }, async () => {
    const { productId } = readArguments(productInput, args).input;
    const { deps, principal, call } = context;
    const customerId = customerOf(principal);
    const changed = await inWave(call, () => deps.customers.removeCartItem({ customerId, productId }, call));
    return { cart: toCartView(changed, context) };
  });

const productOf = ({ productId }: { readonly productId: string }, _: unknown, { loaders, call }: WebContext) =>
  optional('products', call, () => loaders.products.load(productId));

const cartAlone = async (context: WebContext) => ({ cart: await readCart(context) });

export const cartPart = {
  typeDefs: readSdl(import.meta.url, './cart.graphql'),
  resolvers: {
    Query: { cart: (_, __, context) => readCart(context), visitorCart },
    Mutation: { putCartItem, removeCartItem, mergeCart },
    CheckoutPayload: { cart: cartThen },
    PlaceOrderPayload: { cart: cartThen },
    CartItem: { product: productOf },
    VisitorCartItem: { product: productOf },
  },
} satisfies WebSchemaPart;
