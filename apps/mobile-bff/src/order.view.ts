/** One order on the phone, for every endpoint that answers with one. */

import type { Product } from '@frontage/catalog-client';
import { defineRestrictedView, degradable, type ViewOf } from '@frontage/dto-mapping';
import { identifier, instant, subject, text } from '@frontage/dto-mapping/fields';
import type { Order, OrderNote } from '@frontage/orders-client';
import { orderActions, orderBounds, orderStatuses } from '@frontage/orders-client/bounds';
import { z } from 'zod';
import { unlessEmpty } from './absence.ts';
import { money, productId, productName } from './product-tile.view.ts';

/** Members that every view of an order begins with. */
export const orderMembers = {
  id: identifier('The order.'),
  status: z.enum(orderStatuses).meta({ description: 'Status now.' }),
  total: money('Price of all lines.'),
  at: instant('Instant at which it was placed.'),
};

const line = z
  .object({
    id: productId,
    name: productName.optional(),
    quantity: z.int().min(1).max(orderBounds.quantity).meta({ description: 'Pieces.' }),
    total: money('Price of all pieces.'),
  })
  .meta({ description: 'Pieces of one product.' });

const note = z
  .object({
    at: instant('Instant at which it was written.'),
    by: subject('The support agent.'),
    text: text(orderBounds.noteText, 'Text.'),
  })
  .meta({ description: 'One note.' });

export const orderView = defineRestrictedView(
  'Order',
  z
    .object({
      ...orderMembers,
      lines: z.array(line).max(orderBounds.lines).meta({ description: 'Lines, a product each.' }),
      actions: z
        .array(z.enum(orderActions).meta({ description: 'A path below that of the order.' }))
        .max(orderActions.length)
        .optional()
        .meta({ description: 'Actions that the customer may take now. Missing without any.' }),
      notes: z
        .array(note)
        .max(orderBounds.notes)
        .optional()
        .meta({ description: 'Notes of support, for support alone. Missing without any.' }),
      ...degradable,
    })
    .meta({ description: 'An order with what is in it.' }),
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
  actions: unlessEmpty(order.actions),
  notes: unlessEmpty(notes?.map(({ at, by, text }) => ({ at, by, text }))),
});
