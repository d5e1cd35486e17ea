/** Events of an order, for a partner that missed a webhook: each under the id, and with the data, that its webhook has. */

import { Failure } from '@frontage/errors';
import { orderId } from '@frontage/orders-client/input';
import { permission } from '@frontage/policy';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { eventsOf, type ToldEvent } from '../../webhooks/order-events.ts';
import { samples } from '../../samples.ts';
import type { Representation, Version } from '../../version.ts';

/** Representations that a version gives of events. */
export interface OrderEventViews {
  readonly orderEvent: Representation<[event: ToldEvent]>;
  readonly orderEventList: Representation<[orderId: string, events: readonly ToldEvent[]]>;
}

const access = permission('order:read', 'demanded');
const budget = { ms: 2_000, calls: 1 } as const;

/** Id of an event, as webhooks have it. */
export const eventId = z
  .string()
  .regex(/^[\w-]{1,100}$/, 'is not the id of an event')
  .meta({ maxLength: 100, description: 'The event: its `webhook-id`.' });

const listOrderEvents = ({ views }: Version<OrderEventViews>) =>
  defineEndpoint({
    name: 'listOrderEvents',
    summary: 'The events of an order, oldest first',
    description:
      'Each event has the id, type and data of its webhook, so that one which was missed is found here, and none counts twice.',
    method: 'GET',
    path: '/orders/{id}/events',
    access,
    budget,
    input: { params: z.object({ id: orderId }) },
    etag: true,
    view: views.orderEventList.view,
    example: () => ({
      parameters: { id: samples.placed.id },
      answer: views.orderEventList.of(samples.placed.id, eventsOf(samples.moved('PAID', ['cancel']))),
    }),
    handle: async ({ input, demand, call }, { orders }) => {
      const order = await orders.order(input.params.id, call);
      demand(order);
      return views.orderEventList.of(order.id, eventsOf(order));
    },
  });

const getOrderEvent = ({ views }: Version<OrderEventViews>) =>
  defineEndpoint({
    name: 'getOrderEvent',
    summary: 'One event of an order',
    method: 'GET',
    path: '/orders/{id}/events/{eventId}',
    access,
    budget,
    input: { params: z.object({ id: orderId, eventId }) },
    etag: true,
    view: views.orderEvent.view,
    example: () => {
      const event = eventsOf(samples.placed)[0]!;
      return { parameters: { id: samples.placed.id, eventId: event.id }, answer: views.orderEvent.of(event) };
    },
    handle: async ({ input, demand, call }, { orders }) => {
      const order = await orders.order(input.params.id, call);
      demand(order);
      const event = eventsOf(order).find(({ id }) => id === input.params.eventId);
      if (event) return views.orderEvent.of(event);
      throw new Failure('NOT_FOUND', 'The order has no such event.');
    },
  });

export const orderEventEndpoints = (version: Version<OrderEventViews>) => [
  listOrderEvents(version),
  getOrderEvent(version),
];
