/** Timeline of an order in GraphQL. */

import type { Order } from '@frontage/orders-client';

export interface OrderStep {
  readonly status: Order['status'];
  readonly reachedAt: string | undefined;
  readonly expectedAt: string | undefined;
}

export const toTimeline = ({ history, expected }: Order): readonly OrderStep[] => [
  ...history.map(({ status, at }) => ({ status, reachedAt: at, expectedAt: undefined })),
  ...expected.map(({ status, at }) => ({ status, reachedAt: undefined, expectedAt: at })),
];
