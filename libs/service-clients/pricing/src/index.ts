/** The pricing service: contract and client. */
export { createPricingClient } from './pricing.client.ts';
export type { Price, PriceTerms, PriceTier, PricingClient, Promotion, Quote, QuoteLine } from './pricing.client.ts';
export type { PricingReason } from './pricing.contract.ts';
