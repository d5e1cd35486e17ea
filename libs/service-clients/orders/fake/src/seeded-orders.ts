/** Seeded orders, as this service stores orders. */

import { orders } from '@frontage/seed';
import type { OrderRecord } from './order-lifecycle.ts';

/** Orders without reservation and due times: their states do not advance by themselves. */
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
