/** Sessions of browsers. */
export { createMemorySessionStore } from './memory-session-store.ts';
export type { MemorySessionStoreOptions } from './memory-session-store.ts';
export { flawOfOrigin, isOrigin } from './public-origin.ts';
export type { OriginFlaw } from './public-origin.ts';
export { createSessionHandler } from './session-handler.ts';
export type { SessionHandler, SessionOptions } from './session-handler.ts';
export type { Identity, Session, SessionStore } from './session-store.ts';
export type { SessionEvent } from './sessions.ts';
