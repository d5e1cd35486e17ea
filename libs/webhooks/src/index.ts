/** Webhooks by Standard Webhooks 1.0: signatures, schedule, events, deliveries. */
export { createSecret, parseSecret, signedHeaders } from './signing.ts';
export { eventFilters, eventTypes, matchesFilters, toPayload } from './event.ts';
export type { EventType, WebhookEvent } from './event.ts';
export { outcomes } from './outcome.ts';
export type { Outcome, SendFailure, WebhookAnswer, WebhookRequest, WebhookSender } from './outcome.ts';
