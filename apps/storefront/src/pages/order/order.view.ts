/** Sentences and steps of an order. */

import { statusName } from '../../parts/order-status/order-status.ts';
import type { OrderStateFragment, OrderStatus } from './order.documents.ts';

/** Name of a step: what has happened when it is reached. */
const stepName = (status: OrderStatus): string => (status === 'PENDING' ? 'Ordered' : statusName(status));

export type StepState = 'reached' | 'now' | 'to come';

export interface Step {
  readonly status: OrderStatus;
  readonly name: string;
  readonly state: StepState;
  /** Instant at which it was reached, or is expected; null where nobody knows. */
  readonly at: string | null;
}

/** Steps of an order: those reached, the last of which is now, and those to come. */
export function stepsOf({ timeline }: Pick<OrderStateFragment, 'timeline'>): readonly Step[] {
  const last = timeline.findLastIndex(({ reachedAt }) => reachedAt !== null);
  return timeline.map(({ status, reachedAt, expectedAt }, at) => {
    const passed = at === last ? 'now' : 'reached';
    return {
      status,
      name: stepName(status),
      state: reachedAt === null ? 'to come' : passed,
      at: reachedAt ?? expectedAt,
    };
  });
}

/** Time that is left until an instant, as people read it: `2 days`, `1:05:09`, `4:07`; undefined when it is over. */
export function timeLeft(until: string, nowMs: number): string | undefined {
  const seconds = Math.ceil((Date.parse(until) - nowMs) / 1_000);
  if (!(seconds > 0)) return undefined;
  if (seconds >= 2 * 86_400) return `${Math.floor(seconds / 86_400)} days`;
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Sentence for a payment or a cancellation that was refused, by the code. */
export const moveRefusal = (code: string): string =>
  code === 'ILLEGAL_TRANSITION'
    ? 'The order has moved on meanwhile: this is how it is now.'
    : 'This cannot be done with the order as it is.';
