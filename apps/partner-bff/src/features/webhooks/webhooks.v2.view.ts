/** Webhooks in version 2. */

import { defineView } from '@frontage/dto-mapping';
import { count, identifier, instant, text } from '@frontage/dto-mapping/fields';
import { may, type Principal } from '@frontage/policy';
import { eventFilters, eventTypes, outcomes, type Delivery, type WebhookEndpoint } from '@frontage/webhooks';
import { z } from 'zod';
import { linksSchema, pageLinks, type Linker, type Links } from '../../representation/links.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { represent } from '../../version.ts';
import type { WebhookViews } from './webhooks.endpoint.ts';
import { maxDescription, maxEndpoints, maxUrl } from './webhooks.input.ts';

/** Mark of lists of values to which some may be added. */
const open = { 'x-extensible-enum': true };

const endpointMembers = {
  id: identifier('The webhook endpoint.'),
  url: z.string().max(maxUrl).meta({ format: 'uri', description: 'Address that events are sent to.' }),
  events: z
    .array(z.enum(eventFilters as [string, ...string[]]).meta({ ...open, description: 'A type, a kind, or all.' }))
    .max(eventFilters.length)
    .meta({ description: 'Types of events that are sent.' }),
  description: text(maxDescription, 'The partner’s own note.'),
  status: z.enum(['enabled', 'disabled']).meta({ description: 'Status. The events of a disabled endpoint wait.' }),
  disabled: z
    .object({
      reason: z.enum(['gone', 'failing', 'by-owner', 'by-operator']).meta({ ...open, description: 'Reason.' }),
      at: instant('Since when.'),
    })
    .optional()
    .meta({ description: 'Reason and instant of the disabling. Missing while it is enabled.' }),
  failingSince: instant('Since when no attempt has succeeded.').optional(),
  createdAt: instant('Instant of its creation.'),
  _links: linksSchema,
};

const endpointSchema = z.object(endpointMembers).meta({ description: 'Address that events are sent to.' });
const webhookView = defineView('Webhook', endpointSchema);

const webhookSecretView = defineView(
  'WebhookWithSecret',
  z
    .object({
      ...endpointMembers,
      secret: z
        .string()
        .max(120)
        .regex(/^whsec_[A-Za-z0-9+/=]+$/)
        .meta({ description: 'Secret with which signatures are verified. Never shown again.' }),
    })
    .meta({ description: 'A webhook endpoint with its new secret.' }),
);

const webhookListView = defineView(
  'WebhookList',
  z
    .object({
      _embedded: z
        .object({ webhooks: z.array(endpointSchema).max(maxEndpoints).meta({ description: 'All of them.' }) })
        .meta({ description: 'Items of the page.' }),
      _links: linksSchema,
    })
    .meta({ description: 'Webhook endpoints, oldest first.' }),
);

const attempt = z
  .object({
    at: instant('Instant at which it began.'),
    durationMs: count('Duration, in milliseconds.'),
    outcome: z.enum(outcomes).meta({ ...open, description: 'Outcome of the attempt.' }),
    status: z.int().min(100).max(999).optional().meta({ description: 'The status of the answer, if there was one.' }),
    answer: text(1_024, 'The beginning of the answer.'),
  })
  .meta({ description: 'One attempt.' });

const delivery = z
  .object({
    id: identifier('The delivery.'),
    event: z
      .string()
      .max(100)
      .regex(/^[\w-]+$/)
      .meta({ description: 'The event: its `webhook-id`.' }),
    type: z.enum(eventTypes).meta({ ...open, description: 'Type of the event.' }),
    status: z.enum(['pending', 'delivered', 'failed']).meta({ description: 'Status now.' }),
    createdAt: instant('Instant at which the event came.'),
    nextAt: instant('Instant of the next attempt, while pending.').optional(),
    attempts: z.array(attempt).max(20).meta({ description: 'Latest attempts, newest first.' }),
  })
  .meta({ description: 'An event on its way to an endpoint.' });

const deliveryListView = defineView(
  'DeliveryList',
  z
    .object({
      _embedded: z
        .object({ deliveries: z.array(delivery).max(maxPageSize).meta({ description: 'One page of deliveries.' }) })
        .meta({ description: 'Items of the page.' }),
      _links: linksSchema,
    })
    .meta({ description: 'Deliveries to one endpoint, newest first.' }),
);

const sendingView = defineView(
  'Sending',
  z
    .object({ count: count('Number of deliveries that will be sent.'), _links: linksSchema })
    .meta({ description: 'Deliveries that were put in line.' }),
);

const pathOf = (id: string): string => `/webhooks/${id}`;

const linksOf = ({ id }: WebhookEndpoint, principal: Principal, { link }: Linker): Links => ({
  self: link(pathOf(id)),
  ...(may(principal, 'webhook:read') === 'granted' && { deliveries: link(`${pathOf(id)}/deliveries`) }),
  ...(may(principal, 'webhook:manage') === 'granted' && {
    edit: link(pathOf(id)),
    'roll-secret': link(`${pathOf(id)}/secret`),
    test: link(`${pathOf(id)}/test`),
    replay: link(`${pathOf(id)}/replay`),
  }),
});

const toWebhookView = (endpoint: WebhookEndpoint, principal: Principal, links: Linker) => ({
  id: endpoint.id,
  url: endpoint.url,
  events: [...endpoint.events],
  description: endpoint.description,
  status: endpoint.disabled ? ('disabled' as const) : ('enabled' as const),
  ...(endpoint.disabled && { disabled: { reason: endpoint.disabled.reason, at: endpoint.disabled.at } }),
  ...(endpoint.failingSince !== undefined && { failingSince: endpoint.failingSince }),
  createdAt: endpoint.createdAt,
  _links: linksOf(endpoint, principal, links),
});

const toDeliveryView = ({ id, eventId, type, status, createdAt, nextAt, attempts }: Delivery) => ({
  id,
  event: eventId,
  type: type as (typeof eventTypes)[number],
  status,
  createdAt,
  ...(status === 'pending' && { nextAt }),
  attempts: attempts.map(({ at, durationMs, outcome, status, answer }) => ({
    at,
    durationMs,
    outcome,
    ...(status !== undefined && { status }),
    answer,
  })),
});

export const webhooksV2 = (links: Linker): WebhookViews => ({
  webhook: represent(webhookView, (endpoint, principal) => toWebhookView(endpoint, principal, links)),
  webhookSecret: represent(webhookSecretView, (endpoint, secret, principal) => ({
    ...toWebhookView(endpoint, principal, links),
    secret,
  })),
  webhookList: represent(webhookListView, (endpoints, principal) => ({
    _embedded: { webhooks: endpoints.map((endpoint) => toWebhookView(endpoint, principal, links)) },
    _links: {
      self: links.link('/webhooks'),
      ...(may(principal, 'webhook:manage') === 'granted' && { 'create-webhook': links.link('/webhooks') }),
    },
  })),
  deliveryList: represent(deliveryListView, ({ endpoint, deliveries, query, next }) => ({
    _embedded: { deliveries: deliveries.map(toDeliveryView) },
    _links: {
      ...pageLinks(links, `${pathOf(endpoint.id)}/deliveries`, query, next),
      endpoint: links.link(pathOf(endpoint.id)),
    },
  })),
  sending: represent(sendingView, (endpoint, count) => ({
    count,
    _links: { self: links.link(pathOf(endpoint.id)), deliveries: links.link(`${pathOf(endpoint.id)}/deliveries`) },
  })),
});
