/** Messaging: publish, durable consumer groups, broadcasts and dead letters. Adapters are sub-paths. */
export { UnprocessableMessage } from './message.ts';
export type { Message } from './message.ts';
export type { Group, Handler, Messaging, SubscribeOptions, Subscription } from './messaging.ts';
