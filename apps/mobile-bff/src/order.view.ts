/** What the phone sees of one order, wherever one is shown. */

import type { Product } from '@frontage/catalog-client';
import { defineRestrictedView, degradable, type ViewOf } from '@frontage/dto-mapping';
import type { Order, OrderNote } from '@frontage/orders-client';
import { z } from 'zod';
import { moneySchema } from './product-tile.view.ts';

export const orderView = defineRestrictedView(
  'Order',
  z.object({
    id: z.string(),
    status: z.string(),
    total: moneySchema,
    at: z.string(),
    lines: z.array(z.object({ id: z.string(), name: z.string().optional(), quantity: z.int(), total: moneySchema })),
    /** What the customer may do now. */
    actions: z.array(z.string()),
    notes: z
      .array(z.object({ at: z.string(), by: z.string(), text: z.string() }))
      .optional()
      .meta({ description: 'what support wrote down, for support alone' }),
    ...degradable,
  }),
  { notes: 'order:notes' },
);

export const toOrderView = (
  order: Order,
  products: ReadonlyMap<string, Product> | undefined,
  notes?: readonly OrderNote[],
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
  notes: notes && notes.map(({ at, by, text }) => ({ at, by, text })),
});
