/** Recommendations service: contract and client. */
export { cacheRecommendations } from './recommendations.cache.ts';
export { createRecommendationsClient, recommendationsUrl } from './recommendations.client.ts';
export type { Recommendation, RecommendationsClient } from './recommendations.client.ts';
