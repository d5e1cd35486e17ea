/** Events as partners receive them: types, filters, payload. */

/** Types of events. Every endpoint receives `webhook.disabled` of its owner's others, and `webhook.test` on demand. */
export const eventTypes = [
  'order.created',
  'order.paid',
  'order.shipped',
  'order.delivered',
  'order.cancelled',
  'operation.completed',
  'operation.failed',
  'inventory.low',
  'webhook.disabled',
  'webhook.test',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Filters that an endpoint can have: a type, all of one kind (`order.*`), or `*`. */
export const eventFilters: readonly string[] = [
  '*',
  ...new Set(eventTypes.map((type) => `${type.split('.')[0]}.*`)),
  ...eventTypes,
];

/** Decision whether filters let a type through. */
export const matchesFilters = (filters: readonly string[], type: string): boolean =>
  filters.includes('*') || filters.includes(type) || filters.includes(`${type.split('.')[0]}.*`);

/** Event of one partner in one mode. */
export interface WebhookEvent {
  /** Value of `webhook-id`: word characters and hyphens. */
  readonly id: string;
  readonly partnerId: string;
  /** Mode in which it happened: endpoints of the other are not sent it. */
  readonly mode: 'live' | 'test';
  readonly type: EventType;
  /** Time of the event, an ISO 8601 instant. */
  readonly at: string;
  /** Body that is signed and sent, of `toPayload`. */
  readonly body: string;
}

/** Largest payload, in bytes. The standard advises 20 kB. */
export const maxPayloadBytes = 20_000;

export interface PayloadParts {
  readonly type: EventType;
  readonly at: string;
  readonly mode: WebhookEvent['mode'];
  readonly data: Readonly<Record<string, unknown>>;
  /** Link to the resource, from the root of the API. */
  readonly href: string;
}

/**
 * Payload `{ type, timestamp, mode, data }`, with a link to the resource in `data._links.self`.
 *
 * Data that would exceed 20 kB is left out: the link remains, and `truncated` says so.
 */
export function toPayload({ type, at, mode, data, href }: PayloadParts): string {
  const _links = { self: { href } };
  const whole = JSON.stringify({ type, timestamp: at, mode, data: { ...data, _links } });
  if (Buffer.byteLength(whole) <= maxPayloadBytes) return whole;
  return JSON.stringify({ type, timestamp: at, mode, data: { truncated: true, _links } });
}
