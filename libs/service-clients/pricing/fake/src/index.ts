/** The mock pricing service. */
export { fakePricing, pricingDocument } from './pricing.fake.ts';
