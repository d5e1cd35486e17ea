/** Prices by product id, in one currency, for the principal's tier. */

import type { Call } from '@frontage/call';
import type { Currency } from '@frontage/dto-mapping/money';
import { tierOf, type Principal } from '@frontage/policy';
import type { Price, PricingClient } from '@frontage/pricing-client';
import { batchLoader, type Loader } from '../../batch-loader.ts';

export interface PricesOptions {
  readonly currency: Currency;
  readonly principal: Principal;
  readonly call: Call;
}

export const pricesLoader = (pricing: PricingClient, { currency, principal, call }: PricesOptions): Loader<Price> =>
  batchLoader(call, (productIds) => pricing.prices({ productIds, currency, tier: tierOf(principal) }, call));
