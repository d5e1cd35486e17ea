/** The mock recommendations service. */
export { fakeRecommendations, recommendationsDocument } from './recommendations.fake.ts';
