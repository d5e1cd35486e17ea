/** What the phone sees of its cart. */

import { defineView, degradable } from '@frontage/dto-mapping';
import { z } from 'zod';
import { moneySchema } from '../../product-tile.view.ts';

export const cartView = defineView(
  'Cart',
  z.object({
    items: z.array(
      z.object({ id: z.string(), quantity: z.int(), name: z.string().optional(), total: moneySchema.optional() }),
    ),
    total: moneySchema.optional(),
    ...degradable,
  }),
);
