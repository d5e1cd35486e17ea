/** Webhooks by Standard Webhooks 1.0: signed, scheduled, delivered at least once under one id. */
export { startDeliveries } from './deliveries.ts';
export { eventFilters, eventTypes, toPayload } from './event.ts';
export type { EventType, WebhookEvent } from './event.ts';
export { disabledNotice } from './notice.ts';
export { outcomes } from './outcome.ts';
export { createSecret, isWebhookSecret, signedHeaders, verifySignature } from './signing.ts';
export type { Delivery, ReplaySelection, WebhookEndpoint, WebhookStore, Written } from './store.ts';
