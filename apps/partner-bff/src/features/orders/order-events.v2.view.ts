/** Events of orders in version 2. */

import { defineView, type ViewOf } from '@frontage/dto-mapping';
import { instant } from '@frontage/dto-mapping/fields';
import { orderEventTypes, orderStatuses } from '@frontage/orders-client/bounds';
import { z } from 'zod';
import { linkSchema, linksSchema, type Linker } from '../../representation/links.ts';
import { orderEventData, type ToldEvent } from '../../webhooks/order-events.ts';
import { represent } from '../../version.ts';
import { eventId, type OrderEventViews } from './order-events.endpoint.ts';

const types = Object.values(orderEventTypes);

const eventSchema = z
  .object({
    id: eventId,
    type: z.enum(types).meta({ 'x-extensible-enum': true, description: 'Type.' }),
    timestamp: instant('Instant of the event.'),
    data: orderEventData
      .extend({ _links: z.object({ self: linkSchema('The order.') }).meta({ description: 'Links to more.' }) })
      .meta({ description: 'The order, as it was then: the `data` of the webhook.' }),
    _links: linksSchema,
  })
  .meta({ description: 'An event of an order.' });

const eventView = defineView('OrderEvent', eventSchema);

const eventListView = defineView(
  'OrderEventList',
  z
    .object({
      _embedded: z
        .object({ events: z.array(eventSchema).max(orderStatuses.length).meta({ description: 'All events so far.' }) })
        .meta({ description: 'Items of the page.' }),
      _links: linksSchema,
    })
    .meta({ description: 'Events of an order, oldest first.' }),
);

const toEventView = ({ id, type, at, data }: ToldEvent, { link }: Linker): ViewOf<typeof eventView> => {
  const order = link(`/orders/${data.id}`);
  return {
    id,
    type,
    timestamp: at,
    data: { ...data, _links: { self: order } },
    _links: { self: link(`/orders/${data.id}/events/${id}`), order },
  };
};

export const orderEventsV2 = (links: Linker): OrderEventViews => ({
  orderEvent: represent(eventView, (event) => toEventView(event, links)),
  orderEventList: represent(eventListView, (orderId, events) => ({
    _embedded: { events: events.map((event) => toEventView(event, links)) },
    _links: { self: links.link(`/orders/${orderId}/events`), order: links.link(`/orders/${orderId}`) },
  })),
});
