/** Recommendations as we understand them: Wire -> Model. */

import type { Call } from '@frontage/call';
import { inBatches, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import { maxBatch, pickForCaller, pickForProducts, type pickWire } from './recommendations.contract.ts';

export interface Recommendation {
  readonly productId: string;
  /** Why it is recommended, in words for people. */
  readonly reason: string;
}

export interface RecommendationsClient {
  /** For whoever the call is made for; popular products for anonymous callers. 1 to 50, best first. */
  forCaller(input: { readonly limit: number }, call: Call): Promise<readonly Recommendation[]>;
  /** By product id, up to `limit` (1 to 50) for each, best first; unknown ids are absent. Any number of ids. */
  forProducts(
    input: { readonly productIds: readonly string[]; readonly limit: number },
    call: Call,
  ): Promise<ReadonlyMap<string, readonly Recommendation[]>>;
  /** How the service looks from here, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** `RECOMMENDATIONS_URL` in a configuration schema; by default where `npm start` runs it. */
export const recommendationsUrl = httpLocation
  .prefault('http://127.0.0.1:4407')
  .describe('the recommendations service');

/** Creates the client of one recommendations service. */
export function createRecommendationsClient(options: Omit<HttpUpstreamOptions, 'service'>): RecommendationsClient {
  const upstream = createHttpUpstream({ ...options, service: 'recommendations' });
  return {
    state: upstream.state,
    close: upstream.close,
    forCaller: async ({ limit }, call) => {
      const wire = await upstream.send(pickForCaller, { query: { n: limit } }, call);
      return wire.results.flatMap(({ picks }) => picks.map(toRecommendation));
    },
    forProducts: async ({ productIds, limit }, call) => {
      const results = await inBatches(productIds, maxBatch, async (ids) => {
        const wire = await upstream.send(pickForProducts, { body: { ids, n: limit } }, call);
        return wire.results;
      });
      return new Map(results.map((result) => [result.for, result.picks.map(toRecommendation)]));
    },
  };
}

const toRecommendation = ([productId, , reason]: z.output<typeof pickWire>): Recommendation => ({ productId, reason });
