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
              total: money('What they cost together.').optional(),
            })
            .meta({ description: 'Pieces of one product.' }),
        )
        .max(cartBounds.lines)
        .meta({ description: 'What is in the cart, in the order in which it was put there.' }),
      total: money('What all of it costs now.').optional(),
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
