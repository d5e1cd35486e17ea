/** List of orders on the phone: fewer members of each order. */

import { defineView, nextCursor, type ViewOf } from '@frontage/dto-mapping';
import type { Order } from '@frontage/orders-client';
import { orderBounds } from '@frontage/orders-client/bounds';
import { z } from 'zod';
import { orderMembers } from '../../order.view.ts';
import { maxPageSize } from '../../paging.ts';

export const orderListView = defineView(
  'OrderList',
  z
    .object({
      items: z
        .array(
          z
            .object({
              ...orderMembers,
              lines: z.int().min(0).max(orderBounds.lines).meta({ description: 'Number of lines.' }),
            })
            .meta({ description: 'An order in a list.' }),
        )
        .max(maxPageSize)
        .meta({ description: 'One page of orders.' }),
      next: nextCursor,
    })
    .meta({ description: 'Orders, newest first.' }),
);

/** View of a page of orders; `next` is the cursor of the next page. */
export const toOrderList = (orders: readonly Order[], next: string | undefined): ViewOf<typeof orderListView> => ({
  items: orders.map(({ id, status, total, placedAt, lines }) => ({
    id,
    status,
    total,
    at: placedAt,
    lines: lines.length,
  })),
  next,
});
