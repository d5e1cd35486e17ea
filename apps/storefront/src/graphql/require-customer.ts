/** Pages of the customer alone. */

import { RequestFailure } from './send.ts';

/**
 * Takes the person whom a page is for. Throws for a visitor, who is to log in, and for support agents, who have no such page: the failures
 * that the page's own data would have.
 */
export function requireCustomer<Viewer extends { readonly role: 'CUSTOMER' | 'SUPPORT' }>(
  viewer: Viewer | null,
): Viewer {
  if (!viewer) throw new RequestFailure('Nobody is logged in.', { code: 'UNAUTHENTICATED' });
  if (viewer.role !== 'CUSTOMER') throw new RequestFailure('The page is for customers.', { code: 'FORBIDDEN' });
  return viewer;
}
