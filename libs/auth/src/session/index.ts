/** Sessions of browsers. */
export { createHostCookie } from './host-cookie.ts';
export { flawOfOrigin, isOrigin } from './public-origin.ts';
export type { OriginFlaw } from './public-origin.ts';
export { createSessionHandler } from './session-handler.ts';
export type { SessionHandler } from './session-handler.ts';
export type { SessionEvent } from './sessions.ts';
