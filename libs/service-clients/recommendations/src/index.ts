/** The recommendations service: contract and client. */
export { createRecommendationsClient } from './recommendations.client.ts';
export type { Recommendation, RecommendationsClient } from './recommendations.client.ts';
