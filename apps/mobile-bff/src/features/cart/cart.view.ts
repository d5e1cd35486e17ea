/** Cart on the phone. */

import type { Product } from '@frontage/catalog-client';
import type { Cart } from '@frontage/customers-client';
import { cartBounds } from '@frontage/customers-client/bounds';
import { defineView, degradable, type ViewOf } from '@frontage/dto-mapping';
import type { Quote } from '@frontage/pricing-client';
import { z } from 'zod';
import { money, productId, productName } from '../../product-tile.view.ts';

export const cartView = defineView(
  'Cart',
  z
    .object({
      items: z
        .array(
          z
            .object({
              id: productId,
              quantity: z.int().min(1).max(cartBounds.quantity).meta({ description: 'Pieces.' }),
              name: productName.optional(),
              total: money('Price of all pieces.').optional(),
            })
            .meta({ description: 'Pieces of one product.' }),
        )
        .max(cartBounds.lines)
        .meta({ description: 'Items, in the order in which they were added.' }),
      total: money('Price of all items now.').optional(),
      ...degradable,
    })
    .meta({ description: 'The cart, priced as of now.' }),
);

interface CartParts {
  readonly cart: Cart;
  readonly products: ReadonlyMap<string, Product> | undefined;
  readonly prices: Quote | undefined;
}

export const toCartView = ({ cart, products, prices }: CartParts): ViewOf<typeof cartView> => ({
  items: cart.items.map(({ productId, quantity }) => ({
    id: productId,
    quantity,
    name: products?.get(productId)?.name,
    total: prices?.lines.find((line) => line.productId === productId)?.total,
  })),
  total: prices?.total,
});
