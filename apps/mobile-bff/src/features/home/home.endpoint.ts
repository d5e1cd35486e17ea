/** Home screen: featured products, recommendations and categories. */

import type { Product } from '@frontage/catalog-client';
import { money } from '@frontage/dto-mapping/money';
import { publicAccess } from '@frontage/policy';
import { gather, plan } from '@frontage/resilience';
import { clientHints } from '../../client-hints.ts';
import { defineEndpoint } from '../../deps.ts';
import { pricesOf, ratingsOf, stockOf, type ExtrasContext } from '../../product-extras.ts';
import { exampleRest, lacking, ofSome, readRest, restLink, restParams, type RestContext } from '../../rest.ts';
import { featuredCount, homeRestView, homeView, pickCount, toHomeRestView, toHomeView } from './home.view.ts';

/** Ids of all tiles: the featured products, then the recommended ones that the catalog knows. */
const shown = (parts: {
  readonly featured: readonly Product[];
  readonly recommendations: readonly Product[];
}): string[] => [...parts.featured, ...parts.recommendations].map(({ id }) => id);

async function picksOf({ deps, call }: ExtrasContext): Promise<readonly Product[]> {
  const picks = await deps.recommendations.forCaller({ limit: pickCount }, call);
  const products = await deps.catalog.products(
    picks.map(({ productId }) => productId),
    call,
  );
  return [...products.values()];
}

const parts = plan<ExtrasContext>()
  .required('featured', async ({ deps, call }) => (await deps.catalog.list({ limit: featuredCount }, call)).products)
  .fallback('recommendations', (): readonly Product[] => [], picksOf)
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
  etag: 'of-parts',
  handle: async ({ input: { headers }, principal, call }, deps) => {
    const currency = headers['accept-currency'];
    const found = await gather(parts, { deps, call, principal, currency });
    const { tokens } = deps;
    return { ...toHomeView(found, headers), ...restLink('home', { tokens, call }, { shown: shown(found), currency }) };
  },
});

/** Ids of tiles without a part: those on the screen if it is missing there, and the recommended products that come now. */
const without = (context: RestContext, part: string, picks: readonly Product[]): readonly string[] => [
  ...lacking(context, part),
  ...picks.map(({ id }) => id),
];

const restParts = plan<RestContext>()
  .fallback(
    'recommendations',
    (): readonly Product[] => [],
    async (context) => (context.missing.includes('recommendations') ? picksOf(context) : []),
  )
  .optional('categories', async ({ deps, call, missing }) =>
    missing.includes('categories') ? deps.catalog.categories(call) : undefined,
  )
  .optional(
    'prices',
    (context, { recommendations }) =>
      ofSome(without(context, 'prices', recommendations), (ids) => pricesOf(context, ids)),
    ['recommendations'],
  )
  .optional(
    'stock',
    (context, { recommendations }) =>
      ofSome(without(context, 'stock', recommendations), (ids) => stockOf(context, ids)),
    ['recommendations'],
  )
  .optional(
    'reviews',
    (context, { recommendations }) =>
      ofSome(without(context, 'reviews', recommendations), (ids) => ratingsOf(context, ids)),
    ['recommendations'],
  );

export const homeRest = defineEndpoint({
  name: 'homeRest',
  summary: 'The parts that the first screen was lacking',
  description: 'Prices are in the currency of the screen. After a minute, 410: the app asks for the screen again.',
  method: 'GET',
  path: '/rest/home/{missing}',
  access: publicAccess,
  budget: { ms: 800, calls: 6 },
  input: { params: restParams, headers: clientHints },
  failures: ['GONE'],
  view: homeRestView,
  example: () => ({
    parameters: exampleRest,
    answer: { tiles: [{ id: 'p-001', price: money(4_990, 'EUR'), rating: 3.5 }] },
  }),
  handle: async ({ input: { params, headers }, principal, call }, deps) => {
    const { tokens } = deps;
    const { missing, shown, currency } = readRest('home', { tokens, call }, params.missing);
    const found = await gather(restParts, { deps, call, principal, currency, missing, shown });
    const onScreen = [...shown, ...found.recommendations.map(({ id }) => id)];
    return {
      ...toHomeRestView(found, shown, headers),
      ...restLink('home', { tokens, call }, { shown: onScreen, currency }),
    };
  },
});
