/** What the phone sees of its cart. */

import { cartBounds } from '@frontage/customers-client/bounds';
import { defineView, degradable } from '@frontage/dto-mapping';
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
