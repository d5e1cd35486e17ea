/** First script of a visit: begins to load the page's code and its data while the rest of the shop is still on its way. */

import { sendEarly } from './graphql/early.ts';
import { askedOf } from './graphql/asked.ts';
import { matchRoute, routes } from './routes.ts';

const { pathname, search } = globalThis.location;

for (const { path, load, first } of routes) {
  const params = matchRoute(path, pathname);
  if (!params) continue;
  // The router asks again, and shows the failure.
  load().catch(() => undefined);
  const operation = first?.(params, new URLSearchParams(search));
  if (operation) sendEarly(askedOf(operation.document, operation.variables));
  break;
}
