/** Events of the orders service. */
export {
  eventsOfOrder,
  orderChanges,
  orderEventId,
  orderInvalidations,
  orderOfEvent,
  orderTag,
} from './orders.events.ts';
export type { OrderEvent } from './orders.events.ts';
