/** What the phone sees of a list of orders: less of each. */

import { defineView, nextCursor } from '@frontage/dto-mapping';
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
              lines: z.int().min(0).max(orderBounds.lines).meta({ description: 'How many products are in it.' }),
            })
            .meta({ description: 'An order in a list.' }),
        )
        .max(maxPageSize)
        .meta({ description: 'One page of orders.' }),
      next: nextCursor,
    })
    .meta({ description: 'Orders, newest first.' }),
);
