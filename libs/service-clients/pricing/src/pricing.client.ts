/** Prices as we understand them: Wire -> Model. */

import type { Call } from '@frontage/call';
import { money, type Currency, type Money } from '@frontage/dto-mapping/money';
import { inBatches, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import { batchPrices, maxBatch, quoteLines, type priceWire } from './pricing.contract.ts';

/** What kind of buyer pays. Which tier a caller belongs to is not pricing's business. */
export type PriceTier = 'standard' | 'gold' | 'premium';

export interface Promotion {
  readonly id: string;
  readonly label: string;
  /** Whole percent, 1 to 99. */
  readonly percentOff: number;
  /** The ISO 8601 instant at which it ends. */
  readonly until: string;
}

export interface Price {
  readonly productId: string;
  /** The standard price, before tier and promotion. */
  readonly list: Money;
  /** What this tier pays now. */
  readonly net: Money;
  /** The promotion that `net` contains. */
  readonly promotion: Promotion | undefined;
}

export interface QuoteLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unit: Money;
  /** Exactly `quantity` times `unit`. */
  readonly total: Money;
}

export interface Quote {
  /** In the order that was asked for. */
  readonly lines: readonly QuoteLine[];
  /** The exact sum of the lines. */
  readonly total: Money;
}

/** On whose price list to look. */
export interface PriceTerms {
  readonly currency: Currency;
  readonly tier: PriceTier;
}

export interface PricingClient {
  /** By product id; products without a price are absent. Any number of ids. */
  prices(
    input: PriceTerms & { readonly productIds: readonly string[] },
    call: Call,
  ): Promise<ReadonlyMap<string, Price>>;
  /** 1 to 100 lines of 1 to 999 pieces. UNPROCESSABLE with reason PRICE_UNKNOWN when a product has no price. */
  quote(
    input: PriceTerms & { readonly lines: readonly { readonly productId: string; readonly quantity: number }[] },
    call: Call,
  ): Promise<Quote>;
  /** How the service looks from here, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** `PRICING_URL` in a configuration schema; by default where `npm start` runs it. */
export const pricingUrl = httpLocation.prefault('http://127.0.0.1:4402').describe('the pricing service');

/** Creates the client of one pricing service. */
export function createPricingClient(options: Omit<HttpUpstreamOptions, 'service'>): PricingClient {
  const upstream = createHttpUpstream({ ...options, service: 'pricing' });
  return {
    state: upstream.state,
    close: upstream.close,
    prices: async ({ productIds, currency, tier }, call) => {
      const prices = await inBatches(productIds, maxBatch, async (batch) => {
        const body = { productIds: batch, currencyCode: currency, tier };
        const wire = await upstream.send(batchPrices, { body }, call);
        return wire.prices.map((price) => toPrice(price, wire.currencyCode));
      });
      return new Map(prices.map((price) => [price.productId, price]));
    },
    quote: async ({ lines, currency, tier }, call) => {
      const body = {
        lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
        currencyCode: currency,
        tier,
      };
      const wire = await upstream.send(quoteLines, { body }, call);
      return {
        lines: wire.lines.map(({ productId, quantity, unitCents, totalCents }) => ({
          productId,
          quantity,
          unit: money(unitCents, wire.currencyCode),
          total: money(totalCents, wire.currencyCode),
        })),
        total: money(wire.totalCents, wire.currencyCode),
      };
    },
  };
}

const toPrice = (wire: z.output<typeof priceWire>, currency: Currency): Price => ({
  productId: wire.productId,
  list: money(wire.listCents, currency),
  net: money(wire.netCents, currency),
  promotion: wire.promotion
    ? {
        id: wire.promotion.promotionId,
        label: wire.promotion.label,
        percentOff: wire.promotion.percentOff,
        until: wire.promotion.until,
      }
    : undefined,
});
