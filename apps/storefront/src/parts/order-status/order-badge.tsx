/** Status of an order, as a badge. */

import type { ReactElement } from 'react';
import { statusName, statusTone, type Status } from './order-status.ts';

export const OrderBadge = ({ status }: { readonly status: Status }): ReactElement => (
  <span className={`badge ${statusTone(status)}`}>{statusName(status)}</span>
);
