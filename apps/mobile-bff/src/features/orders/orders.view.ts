/** List of orders on the phone. */

import { defineView, nextCursor, type ViewOf } from '@frontage/dto-mapping';
import type { Order } from '@frontage/orders-client';
import { z } from 'zod';
import { orderSummarySchema, toOrderSummary } from '../../order-summary.view.ts';
import { maxPageSize } from '../../paging.ts';

export const orderListView = defineView(
  'OrderList',
  z
    .object({
      items: z.array(orderSummarySchema).max(maxPageSize).meta({ description: 'One page of orders.' }),
      next: nextCursor,
    })
    .meta({ description: 'Orders, newest first.' }),
);

/** View of a page of orders; `next` is the cursor of the next page. */
export const toOrderList = (orders: readonly Order[], next: string | undefined): ViewOf<typeof orderListView> => ({
  items: orders.map(toOrderSummary),
  next,
});
