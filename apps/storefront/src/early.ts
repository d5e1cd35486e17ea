/** First script of a visit: begins to load the page's code, its data and its first pictures while the rest of the shop is still on its way. */

import { sendEarly } from './graphql/early.ts';
import { loadEarly } from './graphql/early-pictures.ts';
import { askedOf } from './graphql/asked.ts';
import { matchRoute, routes } from './routes.ts';

const { pathname, search } = globalThis.location;

for (const { path, load, first } of routes) {
  const params = matchRoute(path, pathname);
  if (!params) continue;
  // The router asks again, and shows the failure.
  load().catch(() => undefined);
  for (const { document, variables, pictures } of first?.(params, new URLSearchParams(search)) ?? []) {
    const answer = sendEarly(askedOf(document, variables));
    if (pictures) void loadEarly(answer, pictures);
  }
  break;
}
