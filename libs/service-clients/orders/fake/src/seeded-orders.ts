/** The orders of the past, as this service keeps orders. */

import { orders } from '@frontage/seed';
import type { OrderRecord } from './order-lifecycle.ts';

/** They have no stock on hold and no due times: they stay as they are until somebody moves them. */
export const seededOrders: readonly OrderRecord[] = orders.map(({ id, owner, currency, lines, history }) => {
  const recorded = lines.map((line) => ({ ...line, totalAmount: line.unitAmount * line.quantity }));
  return {
    id,
    owner,
    status: history.at(-1)!.status,
    currency,
    lines: recorded,
    totalAmount: recorded.reduce((sum, { totalAmount }) => sum + totalAmount, 0),
    history,
    version: history.length,
    reservation: undefined,
    shipAt: undefined,
    deliverAt: undefined,
    releaseDue: false,
  };
});
