/** The pricing service: contract and client. */
export { cachePricing } from './pricing.cache.ts';
export { createPricingClient, pricingUrl } from './pricing.client.ts';
export type { Price, PriceTerms, PriceTier, PricingClient, Promotion, Quote, QuoteLine } from './pricing.client.ts';
export type { PricingReason } from './pricing.contract.ts';
