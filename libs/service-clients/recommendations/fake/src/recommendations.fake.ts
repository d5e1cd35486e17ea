/** Mock recommendations service. Stateless. */

import { formatCaller } from '@frontage/call/headers';
import { productById } from '@frontage/seed';
import { contractDocument, implement, type HttpFake, type Route } from '@frontage/service-host';
import { pickForCaller, pickForProducts, recommendationsOperations } from '@frontage/recommendations-client/contract';
import { picksFor, picksLike, popularPicks } from './picks.ts';

/** Creates a recommendations service over the seeded products. */
export function fakeRecommendations(): HttpFake {
  const routes: Route[] = [
    implement(pickForCaller, ({ query: { n }, caller }) => {
      const name = formatCaller(caller);
      const picks = caller.kind === 'anonymous' ? popularPicks(n) : picksFor(name, n);
      return { results: [{ for: name, picks }] };
    }),
    implement(pickForProducts, ({ body: { ids, n } }) => ({
      results: ids.flatMap((id) => {
        const product = productById.get(id);
        return product ? [{ for: id, picks: picksLike(product, n) }] : [];
      }),
    })),
  ];
  return { protocol: 'http', name: 'recommendations', routes, openapi: recommendationsDocument() };
}

/** OpenAPI document of the service. */
export const recommendationsDocument = (): object =>
  contractDocument('recommendations', 'What else may please: by product and by caller.', recommendationsOperations);
