/** Changes since a token, on the phone. */

import type { Cart, Wish } from '@frontage/customers-client';
import { cartBounds, customerBounds } from '@frontage/customers-client/bounds';
import { defineView, degradable } from '@frontage/dto-mapping';
import { instant } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { orderSummarySchema } from '../../order-summary.view.ts';
import { productId } from '../../product-tile.view.ts';

/** Most orders that are followed: the newest. */
export const followedOrders = 20;

const tokenShape = { pattern: '^[A-Za-z0-9_-]+$', maxLength: 272 };

/** Query parameter: the token. Its syntax is not enforced here: what is none of ours is refused like that of another person. */
export const sinceParameter = z
  .string()
  .default('')
  .meta({
    ...{ pattern: '^[A-Za-z0-9_-]*$', maxLength: tokenShape.maxLength },
    description: '`next` of the answer before. Empty asks for everything.',
  });

const whole = z.boolean().optional().meta({
  description: 'True: this is all there is, and replaces what the app has. Missing: these are changes of it.',
});

const cartItem = z
  .object({
    id: productId,
    quantity: z.int().min(1).max(cartBounds.quantity).meta({ description: 'Pieces.' }),
    at: instant('Instant at which it was added; items are shown in this order.'),
  })
  .meta({ description: 'Pieces of one product.' });

const wish = z
  .object({ id: productId, at: instant('Instant at which it was added; wishes are shown in this order.') })
  .meta({ description: 'A product on the wish list.' });

const changesOf = <Item extends z.ZodType>(item: Item, max: number, description: string) =>
  z
    .object({
      whole,
      changed: z
        .array(item)
        .max(max)
        .optional()
        .meta({ description: 'New items, and those that are not as they were.' }),
      removed: z.array(productId).max(max).optional().meta({ description: 'Ids of items that are gone.' }),
    })
    .optional()
    .meta({ description });

export const syncView = defineView(
  'Sync',
  z
    .object({
      cart: changesOf(cartItem, cartBounds.lines, 'Changes of the cart. Missing without any. Prices are at `/cart`.'),
      orders: z
        .object({
          whole,
          changed: z
            .array(orderSummarySchema)
            .max(followedOrders)
            .optional()
            .meta({ description: 'Orders that are new or not as they were, newest first.' }),
          more: z
            .boolean()
            .optional()
            .meta({ description: 'True: there are older orders, at `/orders`. They are not followed.' }),
        })
        .optional()
        .meta({ description: `Changes of the newest ${followedOrders} orders. Missing without any.` }),
      wishlist: changesOf(wish, customerBounds.wishes, 'Changes of the wish list. Missing without any.'),
      ...degradable,
      next: z
        .string()
        .meta({ ...tokenShape, description: 'Token, to be sent as `since` the next time. It serves for 30 days.' }),
    })
    .meta({ description: 'Changes since the token, of one customer.' }),
);

export const toCartItems = ({ items }: Cart): z.input<typeof cartItem>[] =>
  items.map(({ productId: id, quantity, addedAt: at }) => ({ id, quantity, at }));

export const toWishes = (wishes: readonly Wish[]): z.input<typeof wish>[] =>
  wishes.map(({ productId: id, addedAt: at }) => ({ id, at }));
