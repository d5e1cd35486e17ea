/** What the phone sees of one order, wherever one is shown. */

import type { Product } from '@frontage/catalog-client';
import { defineView, degradable, type ViewOf } from '@frontage/dto-mapping';
import type { Order } from '@frontage/orders-client';
import { z } from 'zod';
import { moneySchema } from './product-tile.view.ts';

export const orderView = defineView(
  'Order',
  z.object({
    id: z.string(),
    status: z.string(),
    total: moneySchema,
    at: z.string(),
    lines: z.array(z.object({ id: z.string(), name: z.string().optional(), quantity: z.int(), total: moneySchema })),
    /** What the customer may do now. */
    actions: z.array(z.string()),
    ...degradable,
  }),
);

export const toOrderView = (
  order: Order,
  products: ReadonlyMap<string, Product> | undefined,
): ViewOf<typeof orderView> => ({
  id: order.id,
  status: order.status,
  total: order.total,
  at: order.placedAt,
  lines: order.lines.map(({ productId, quantity, total }) => ({
    id: productId,
    name: products?.get(productId)?.name,
    quantity,
    total,
  })),
  actions: [...order.actions],
});
