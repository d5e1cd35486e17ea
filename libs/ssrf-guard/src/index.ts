/** Requests to URLs that strangers name: only to public machines, whatever URL and DNS say. */
export { createGuardedClient } from './guarded-client.ts';
export { isGuardedUrl } from './guarded-url.ts';
