/** The mock pricing service. */
export { fakePricing, pricingDocument } from './pricing.fake.ts';
export type { PricingFakeOptions } from './pricing.fake.ts';
