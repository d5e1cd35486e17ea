/** Client of the pricing service: Wire -> Model. */

import type { Call } from '@frontage/call';
import { money, type Currency, type Money } from '@frontage/dto-mapping/money';
import { inBatches, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import { batchPrices, maxBatch, quoteLines, type priceWire } from './pricing.contract.ts';

/** Price tier of a buyer. Pricing does not know the tier of a caller. */
export type PriceTier = 'standard' | 'gold' | 'premium';

export interface Promotion {
  readonly id: string;
  readonly label: string;
  /** Discount in whole percent, 1 to 99. */
  readonly percentOff: number;
  /** End of the promotion, an ISO 8601 instant. */
  readonly until: string;
}

export interface Price {
  readonly productId: string;
  /** List price: standard, before tier and promotion. */
  readonly list: Money;
  /** Price of this tier's list, before promotion. Less than `list` where the tier pays less. */
  readonly ofTier: Money;
  /** Net price: for this tier, now. */
  readonly net: Money;
  /** Promotion contained in `net`. */
  readonly promotion: Promotion | undefined;
}

export interface QuoteLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unit: Money;
  /** Total of the line, exactly `quantity` times `unit`. */
  readonly total: Money;
}

export interface Quote {
  /** Lines in the order of the request. */
  readonly lines: readonly QuoteLine[];
  /** Exact sum of the lines. */
  readonly total: Money;
}

/** Terms of a price: the list of one currency and tier. */
export interface PriceTerms {
  readonly currency: Currency;
  readonly tier: PriceTier;
}

export interface PricingClient {
  /** Reads any number of prices, by product id. Products without a price are absent. */
  prices(
    input: PriceTerms & { readonly productIds: readonly string[] },
    call: Call,
  ): Promise<ReadonlyMap<string, Price>>;
  /** Prices 1 to 100 lines of 1 to 999 pieces. UNPROCESSABLE reason PRICE_UNKNOWN when a product has no price. */
  quote(
    input: PriceTerms & { readonly lines: readonly { readonly productId: string; readonly quantity: number }[] },
    call: Call,
  ): Promise<Quote>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** Schema of `PRICING_URL`. Default: the address of `npm start`. */
export const pricingUrl = httpLocation.prefault('http://127.0.0.1:4402').describe('the pricing service');

/** Creates a client of the pricing service. */
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
  ofTier: money(wire.tierCents, currency),
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
