/** Webhooks as the documents tell of them: each event that is sent, its payload, and what an answer of the receiver means. */

import { count, identifier, instant, text } from '@frontage/dto-mapping/fields';
import type { orderStatuses } from '@frontage/orders-client/bounds';
import { modes } from '@frontage/policy';
import type { EventType } from '@frontage/webhooks';
import { z } from 'zod';
import { orderEventData } from './order-events.ts';
import { lowStockData } from './stock-events.ts';

const links = z
  .object({
    self: z
      .object({
        href: z.string().max(2_048).meta({ format: 'uri-reference', description: 'Target, relative to this API.' }),
      })
      .meta({ description: 'The thing itself.' }),
  })
  .meta({ description: 'Links to more.' });

const order = orderEventData.extend({ _links: links });
const lowStock = lowStockData.extend({ _links: links });

const operation = z.object({
  id: identifier('The operation.'),
  status: z.enum(['completed', 'failed']).meta({ description: 'Outcome.' }),
  placed: count('Number of orders that were placed.'),
  refused: count('Number of orders that were refused.'),
  _links: links,
});

const disabled = z.object({
  id: identifier('The webhook endpoint.'),
  url: z.string().max(2_048).meta({ format: 'uri', description: 'Address that its events are sent to.' }),
  description: text(500, 'The partner’s own note.'),
  reason: z
    .enum(['gone', 'failing', 'by-owner', 'by-operator'])
    .meta({ 'x-extensible-enum': true, description: 'Reason. New reasons may come.' }),
  _links: links,
});

const test = z.object({ id: identifier('The webhook endpoint.'), _links: links });

/** Kind of event: the sentence on it, and the schema of `data` with an example. */
interface Kind {
  readonly summary: string;
  readonly data: z.ZodObject;
  readonly example: object;
}

const [at, orderId] = ['2026-05-04T09:31:12.000Z', '01HX3V7C9Q'];
const ofOrder = (summary: string, status: (typeof orderStatuses)[number]): Kind => ({
  summary,
  data: order,
  example: {
    id: orderId,
    status,
    total: { amount: '158.00', currency: 'EUR' },
    placedAt: '2026-05-04T09:30:00.000Z',
    updatedAt: at,
    _links: { self: { href: `/v2/orders/${orderId}` } },
  },
});
const ofOperation = (summary: string, status: 'completed' | 'failed', placed: number): Kind => {
  const id = '3f0c2a4e-8f0b-4f57-9c59-6a0f4f0f2b11';
  return {
    summary,
    data: operation,
    example: { id, status, placed, refused: 1, _links: { self: { href: `/v2/operations/${id}` } } },
  };
};
const webhook = { id: '9a1f5f0e-2b77-4d7e-8a53-7f3f0a6f3c10' };
const ofWebhook = { ...webhook, _links: { self: { href: `/v2/webhooks/${webhook.id}` } } };

/** Events that are sent. */
const kinds: Readonly<Record<EventType, Kind>> = {
  'order.created': ofOrder('An order was placed', 'PENDING'),
  'order.paid': ofOrder('An order was paid', 'PAID'),
  'order.shipped': ofOrder('An order is on its way', 'SHIPPED'),
  'order.delivered': ofOrder('An order arrived', 'DELIVERED'),
  'order.cancelled': ofOrder('An order was cancelled', 'CANCELLED'),
  'operation.completed': ofOperation('Work that was accepted has ended', 'completed', 1),
  'operation.failed': ofOperation('Work that was accepted has ended, and no order was placed', 'failed', 0),
  'inventory.low': {
    summary: 'Few pieces of a product are left, or none',
    data: lowStock,
    example: { product: 'p-001', available: 5, _links: { self: { href: '/v2/inventory-levels/p-001' } } },
  },
  'webhook.disabled': {
    summary: 'Another webhook endpoint of yours was disabled',
    data: disabled,
    example: { ...ofWebhook, url: 'https://partner.example/webhooks', description: 'Our shop', reason: 'failing' },
  },
  'webhook.test': { summary: 'A test, as asked for', data: test, example: ofWebhook },
};

const header = (name: string, description: string, schema: object, example: string) => ({
  in: 'header',
  name,
  required: true,
  description,
  schema: { type: 'string', ...schema },
  example,
});

/** Headers of Standard Webhooks 1.0. */
const headers = [
  header(
    'webhook-id',
    'The event: the same for every repetition.',
    { maxLength: 100, pattern: '^[\\w-]+$' },
    'order-paid-01HX3V7C9Q',
  ),
  header(
    'webhook-timestamp',
    'The time of the attempt, in seconds since 1970. Refuse one that is far from now.',
    { maxLength: 12, pattern: '^[0-9]+$' },
    '1777887072',
  ),
  header(
    'webhook-signature',
    'Signatures, one for each secret in use: `v1,` and the base64 of an HMAC-SHA256 of id, timestamp and body, joined by dots.',
    { maxLength: 1_000, pattern: '^v1,[A-Za-z0-9+/=]+( v1,[A-Za-z0-9+/=]+)*$' },
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
];

const answers = {
  '2XX': { description: 'Received. Every other answer, and none within the time limit, is a failure.' },
  '410': { description: 'The endpoint is gone: it is disabled at once.' },
  '429': { description: 'Too much: the endpoint is paused, as long as `Retry-After` says, up to a day.' },
  '4XX': { description: 'A failure: it is tried again, ten times within 75.6 hours.' },
};

/** `orderPaid` of `order.paid`. */
const idOf = (type: string): string => type.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase());

/** OpenAPI path items of all webhooks, by type of event. */
export const webhookDocuments = (): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.entries(kinds).map(([type, { summary, data, example }]) => [
      type,
      {
        post: {
          tags: ['webhooks'],
          operationId: idOf(type),
          summary,
          description:
            'Sent to the webhook endpoints of its mode that filter for it, at least once, in no certain order, with a body of at most 20 kB (Standard Webhooks 1.0). Verify the signature before anything else.',
          // A receiver trusts the signature; there are no credentials.
          security: [{}],
          parameters: headers,
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: z
                  .object({
                    type: z.literal(type).meta({ description: 'Type of the event.' }),
                    timestamp: instant('Instant of the event.'),
                    mode: z.enum(modes).meta({
                      description: 'Mode of the event and of the endpoint. Do nothing real for `test`.',
                    }),
                    data: data.meta({ description: 'Summary of the resource; follow `self` for all of it.' }),
                  })
                  .meta({ description: summary }),
                example: { type, timestamp: at, mode: 'live', data: example },
              },
            },
          },
          responses: answers,
        },
      },
    ]),
  );
