/** Session of the visit, as pages know it: who is logged in, and the way to a login and back. Tokens stay in web-bff. */

import { client } from './graphql/apollo.ts';

/** Address of a login that leads back to a place of the shop. Silent for whoever is still known to the identity provider. */
export const loginUrl = (returnTo: string): string => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`;

/** Place where the visitor is, for `loginUrl`. */
export const here = (): string => globalThis.location.pathname + globalThis.location.search;

/** Ends the session: a navigation, at the end of which every page is a visitor's. */
export async function logOut(): Promise<void> {
  const answer = await fetch('/auth/session?slide=false', { headers: { 'X-CSRF': '1' } });
  const { logoutUrl = '/' } = answer.ok ? ((await answer.json()) as { readonly logoutUrl?: string }) : {};
  globalThis.location.assign(logoutUrl);
}

/**
 * Reads the page's data again when it comes out of the browser's cache of pages, or into view after a while: the session may have ended, or begun, in another
 * tab. Returns what ends it.
 */
export function watchSession(): () => void {
  const onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) void client.refetchQueries({ include: 'active' });
  };
  globalThis.addEventListener('pageshow', onPageShow);
  return () => globalThis.removeEventListener('pageshow', onPageShow);
}
