/** Seeded notes of support on past orders: one on every seventh, for support alone. */

import { orders } from './orders.ts';
import { randomOf } from './random.ts';

export interface SeededOrderNote {
  readonly orderId: string;
  readonly at: string;
  /** Id of the support agent. */
  readonly by: string;
  readonly text: string;
}

const texts = [
  'Called about the delivery date; told them it leaves tomorrow.',
  'Asked for an invoice in the name of the company.',
  'Third complaint this year: be generous.',
  'Suspected reseller. Watch the next orders.',
  'Address looked wrong, confirmed by phone.',
] as const;

/** In the order of the orders. */
export const orderNotes: readonly SeededOrderNote[] = orders
  .filter((_, index) => index % 7 === 0)
  .map(({ id, history }) => ({
    orderId: id,
    at: history.at(-1)!.at,
    by: 'sam',
    text: randomOf(`note on ${id}`).pick(texts),
  }));
