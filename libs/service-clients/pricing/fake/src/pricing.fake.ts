/** Mock pricing service: price lists, promotions in force, quotes. Stateless; answers do not depend on the caller. */

import { minorDigits } from '@frontage/dto-mapping/money';
import { Failure } from '@frontage/errors';
import { listedPrice, priceCurrencies, priceTiers, productById, products } from '@frontage/seed';
import type { PriceCurrency, PriceTier } from '@frontage/seed';
import { contractDocument, implement, type HttpFake, type Route } from '@frontage/service-host';
import type { z } from 'zod';
import {
  batchPrices,
  listPriceLists,
  listPromotions,
  pricingOperations,
  quoteLines,
  type priceListWire,
  type priceWire,
  type promotionWire,
} from '@frontage/pricing-client/contract';
import { discount } from './discount.ts';
import { bestPromotion, promotionsAround, promotionsInForce, type DatedPromotion } from './promotion-calendar.ts';

type PriceWire = z.output<typeof priceWire>;
type PriceListWire = z.output<typeof priceListWire>;
type PromotionWire = z.output<typeof promotionWire>;

export interface PricingFakeOptions {
  /** Clock, which decides the promotions in force. Default: the machine's. */
  readonly now?: () => Date;
}

/** Creates a pricing service with the seeded price lists and promotions. */
export function fakePricing({ now = () => new Date() }: PricingFakeOptions = {}): HttpFake {
  let priceLists: PriceListWire[] | undefined;
  const routes: Route[] = [
    implement(batchPrices, ({ body: { productIds, currencyCode, tier } }) => {
      const price = pricer(currencyCode, tier, now());
      return { currencyCode, tier, prices: productIds.flatMap((id) => price(id) ?? []) };
    }),
    implement(quoteLines, ({ body: { lines, currencyCode, tier } }) => {
      // One instant for the whole quote. A promotion that ends meanwhile ends for all lines or none.
      const price = pricer(currencyCode, tier, now());
      const quoted = lines.map(({ productId, quantity }) => {
        const { netCents } = price(productId) ?? unknown(productId);
        return { productId, quantity, unitCents: netCents, totalCents: quantity * netCents };
      });
      const totalCents = quoted.reduce((sum, line) => sum + line.totalCents, 0);
      return { currencyCode, tier, lines: quoted, totalCents };
    }),
    implement(listPriceLists, () => ({ priceLists: (priceLists ??= allPriceLists()) })),
    implement(listPromotions, () => ({ promotions: promotionsAround(now()).map(toPromotionWire) })),
  ];
  return { protocol: 'http', name: 'pricing', routes, openapi: pricingDocument() };
}

/** OpenAPI document of the service. */
export const pricingDocument = (): object =>
  contractDocument(
    'pricing',
    'What it costs: price lists by currency and tier, promotions, quotes.',
    pricingOperations,
  );

/** Makes the function that prices products at one instant, by one price list. */
function pricer(currency: PriceCurrency, tier: PriceTier, at: Date): (productId: string) => PriceWire | undefined {
  const inForce = promotionsInForce(at);
  return (productId) => {
    const product = productById.get(productId);
    const listCents = listedPrice(productId, currency, 'standard');
    const tierCents = listedPrice(productId, currency, tier);
    if (!product || listCents === undefined || tierCents === undefined) return undefined;
    const promotion = bestPromotion(product, inForce);
    return {
      productId,
      listCents,
      tierCents,
      netCents: discount(tierCents, promotion?.percentOff ?? 0),
      promotion: promotion ? toAppliedWire(promotion) : null,
    };
  };
}

const toAppliedWire = ({ id, label, percentOff, until }: DatedPromotion): NonNullable<PriceWire['promotion']> => ({
  promotionId: id,
  label,
  percentOff,
  until: until.toISOString(),
});

const toPromotionWire = (promotion: DatedPromotion): PromotionWire => ({
  ...toAppliedWire(promotion),
  from: promotion.from.toISOString(),
  state: promotion.state,
  appliesTo: { categoryIds: [...promotion.categoryIds], productIds: [...promotion.productIds] },
});

const allPriceLists = (): PriceListWire[] =>
  priceCurrencies.flatMap((currencyCode) =>
    priceTiers.map((tier) => {
      const cents = products.map(({ id }) => listedPrice(id, currencyCode, tier)!);
      return {
        priceListId: `${currencyCode}-${tier}`.toLowerCase(),
        currencyCode,
        tier,
        minorDigits: minorDigits(currencyCode),
        productCount: cents.length,
        lowestCents: Math.min(...cents),
        highestCents: Math.max(...cents),
      };
    }),
  );

function unknown(productId: string): never {
  throw new Failure('UNPROCESSABLE', `There is no price for '${productId.slice(0, 64)}'.`, { reason: 'PRICE_UNKNOWN' });
}
