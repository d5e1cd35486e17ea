/** Server of the embedded log. Clients have `openMessaging`. */
export { openLogServer } from './log-server.ts';
