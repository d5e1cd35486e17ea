/** Client of the recommendations service: Wire -> Model. */

import type { Call } from '@frontage/call';
import { inBatches, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import { maxBatch, pickForCaller, pickForProducts, type pickWire } from './recommendations.contract.ts';

export interface Recommendation {
  readonly productId: string;
  /** Reason of the recommendation, in words for people. */
  readonly reason: string;
}

export interface RecommendationsClient {
  /** Recommends 1 to 50 products for the caller, best first. Popular ones for anonymous callers. */
  forCaller(input: { readonly limit: number }, call: Call): Promise<readonly Recommendation[]>;
  /** Recommends products for any number of products. Up to `limit` (1 to 50) for each, best first; unknown ids are absent. */
  forProducts(
    input: { readonly productIds: readonly string[]; readonly limit: number },
    call: Call,
  ): Promise<ReadonlyMap<string, readonly Recommendation[]>>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** Schema of `RECOMMENDATIONS_URL`. Default: the address of `npm start`. */
export const recommendationsUrl = httpLocation
  .prefault('http://127.0.0.1:4407')
  .describe('the recommendations service');

/** Creates a client of the recommendations service. */
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
