/** What the phone sees of a list of orders: less of each. */

import { defineView } from '@frontage/dto-mapping';
import { z } from 'zod';
import { moneySchema } from '../../product-tile.view.ts';

export const orderListView = defineView(
  'OrderList',
  z.object({
    items: z.array(
      z.object({ id: z.string(), status: z.string(), total: moneySchema, at: z.string(), lines: z.int() }),
    ),
    next: z.string().optional(),
  }),
);
