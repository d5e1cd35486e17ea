/** Sessions of browsers. */
export { createMemorySessionStore } from './memory-session-store.ts';
export type { MemorySessionStoreOptions } from './memory-session-store.ts';
export { createSessionHandler } from './session-handler.ts';
export type { SessionHandler, SessionOptions } from './session-handler.ts';
export type { Identity, Session, SessionStore } from './session-store.ts';
export type { SessionEvent } from './sessions.ts';
