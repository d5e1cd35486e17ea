/** Pricing service: contract and client. */
export { cachePricing } from './pricing.cache.ts';
export { createPricingClient, pricingUrl } from './pricing.client.ts';
export type { Price, PriceTier, PricingClient, Quote } from './pricing.client.ts';
