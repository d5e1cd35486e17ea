/** Messaging: publish, durable consumer groups, broadcasts, dead letters and the outbox. Adapters are sub-paths. */
export { commandPublisher } from './command-publisher.ts';
export { UnprocessableMessage } from './message.ts';
export type { Message } from './message.ts';
export { messagingConfig } from './messaging-config.ts';
export type { Messaging } from './messaging.ts';
export { openMessaging } from './open-messaging.ts';
export { readBody } from './read-body.ts';
export { startRelay } from './outbox.ts';
export type { Outbox } from './outbox.ts';
