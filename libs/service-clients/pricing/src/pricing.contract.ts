/**
 * Contract of pricing: its wire format and its operations. The format is camelCase, with amounts in whole minor units, named "cents" in
 * every currency.
 */

import { currencies } from '@frontage/dto-mapping/money';
import { defineHttpOperation } from '@frontage/upstream/http';
import { z } from 'zod';
import { maxLabelLength, pricingBounds } from './bounds.ts';

const currencyCode = z.enum(currencies);
const tier = z.enum(['standard', 'gold', 'premium']);
/** Minor units, in integers: yen for JPY, which has no smaller ones. */
const cents = z.number().int().min(0);
const instant = z.iso.datetime();

/** Promotion within a price. `until` is the first instant after its end. */
const appliedPromotionWire = z.object({
  promotionId: z.string(),
  label: z.string().max(maxLabelLength),
  percentOff: z.number().int().min(1).max(99),
  until: instant,
});

export const priceWire = z.object({
  productId: z.string(),
  /** List price, of the standard list in this currency. */
  listCents: cents,
  /** Price of the requested tier's list, before promotion. */
  tierCents: cents,
  /** Net price of the requested tier, now. */
  netCents: cents,
  promotion: appliedPromotionWire.nullable(),
});

export const priceListWire = z.object({
  priceListId: z.string(),
  currencyCode,
  tier,
  /** Decimal digits of the currency's minor unit. */
  minorDigits: z.number().int().min(0).max(2),
  productCount: z.number().int(),
  lowestCents: cents,
  highestCents: cents,
});

export const promotionWire = appliedPromotionWire.extend({
  from: instant,
  state: z.enum(['PAST', 'IN_FORCE', 'UPCOMING']),
  appliesTo: z.object({
    categoryIds: z.array(z.string()).max(pricingBounds.appliesTo),
    productIds: z.array(z.string()).max(pricingBounds.appliesTo),
  }),
});

export const quoteLineWire = z.object({
  productId: z.string(),
  quantity: z.number().int().min(1),
  unitCents: cents,
  totalCents: cents,
});

/** Largest batch, in ids. */
export const maxBatch = 200;

export const batchPrices = defineHttpOperation({
  name: 'pricing.batchPrices',
  summary: 'Prices by product ids; products without a price are left out',
  method: 'POST',
  path: '/prices/batch',
  idempotent: true,
  body: z.strictObject({ productIds: z.array(z.string()).min(1).max(maxBatch), currencyCode, tier }),
  response: z.object({ currencyCode, tier, prices: z.array(priceWire).max(maxBatch) }),
});

/** Largest quantity of a line of a quote. */
export const maxQuantity = 999;
/** Most lines of a quote. */
export const maxLines = 100;

const lineWire = z.strictObject({ productId: z.string(), quantity: z.number().int().min(1).max(maxQuantity) });

export const quoteLines = defineHttpOperation({
  name: 'pricing.quoteLines',
  summary: 'What a basket costs now, line by line; nothing is kept',
  method: 'POST',
  path: '/quotes',
  idempotent: true,
  body: z.strictObject({ lines: z.array(lineWire).min(1).max(maxLines), currencyCode, tier }),
  response: z.object({ currencyCode, tier, lines: z.array(quoteLineWire).max(maxLines), totalCents: cents }),
});

export const listPriceLists = defineHttpOperation({
  name: 'pricing.listPriceLists',
  summary: 'All price lists: one for each currency and tier',
  method: 'GET',
  path: '/price-lists',
  response: z.object({ priceLists: z.array(priceListWire).max(pricingBounds.priceLists) }),
});

export const listPromotions = defineHttpOperation({
  name: 'pricing.listPromotions',
  summary: 'Promotions of the last, the current and the next season',
  method: 'GET',
  path: '/promotions',
  response: z.object({ promotions: z.array(promotionWire).max(pricingBounds.promotions) }),
});

/** Reasons of pricing, beyond the failure table. */
export type PricingReason = 'PRICE_UNKNOWN';

export const pricingOperations = [batchPrices, quoteLines, listPriceLists, listPromotions];
