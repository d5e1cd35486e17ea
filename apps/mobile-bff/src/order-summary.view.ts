/** Order in a list on the phone: fewer members than on a screen of its own. */

import type { Order } from '@frontage/orders-client';
import { orderBounds } from '@frontage/orders-client/bounds';
import { z } from 'zod';
import { orderMembers } from './order.view.ts';

export const orderSummarySchema = z
  .object({
    ...orderMembers,
    lines: z.int().min(0).max(orderBounds.lines).meta({ description: 'Number of lines.' }),
  })
  .meta({ description: 'An order in a list.' });

export const toOrderSummary = ({ id, status, total, placedAt, lines }: Order): z.input<typeof orderSummarySchema> => ({
  id,
  status,
  total,
  at: placedAt,
  lines: lines.length,
});
