/** Home screen: featured products, recommendations and categories. */

import type { Product } from '@frontage/catalog-client';
import { publicAccess } from '@frontage/policy';
import { gather, plan } from '@frontage/resilience';
import { clientHints } from '../../client-hints.ts';
import { defineEndpoint } from '../../deps.ts';
import { pricesOf, ratingsOf, stockOf, type ExtrasContext } from '../../product-extras.ts';
import { featuredCount, homeView, pickCount, toHomeView } from './home.view.ts';

/** Ids of all tiles: the featured products, then the recommended ones that the catalog knows. */
const shown = (parts: {
  readonly featured: readonly Product[];
  readonly recommendations: readonly Product[];
}): string[] => [...parts.featured, ...parts.recommendations].map(({ id }) => id);

const parts = plan<ExtrasContext>()
  .required('featured', async ({ deps, call }) => (await deps.catalog.list({ limit: featuredCount }, call)).products)
  .fallback(
    'recommendations',
    (): readonly Product[] => [],
    async ({ deps, call }) => {
      const picks = await deps.recommendations.forCaller({ limit: pickCount }, call);
      const products = await deps.catalog.products(
        picks.map(({ productId }) => productId),
        call,
      );
      return [...products.values()];
    },
  )
  .optional('categories', ({ deps, call }) => deps.catalog.categories(call))
  .optional('prices', (context, all) => pricesOf(context, shown(all)), ['featured', 'recommendations'])
  .optional('stock', (context, all) => stockOf(context, shown(all)), ['featured', 'recommendations'])
  .optional('reviews', (context, all) => ratingsOf(context, shown(all)), ['featured', 'recommendations']);

export const home = defineEndpoint({
  name: 'home',
  summary: 'The first screen',
  method: 'GET',
  path: '/home',
  access: publicAccess,
  budget: { ms: 800, calls: 7 },
  input: { headers: clientHints },
  view: homeView,
  etag: true,
  handle: async ({ input: { headers }, principal, call }, deps) => {
    const currency = headers['accept-currency'];
    return toHomeView(await gather(parts, { deps, call, principal, currency }), headers);
  },
});
