/** Prices, stock and ratings of products. Three batch calls serve any number of products on a screen. */

import type { Call } from '@frontage/call';
import type { Currency } from '@frontage/dto-mapping/money';
import { tierOf, type Principal } from '@frontage/policy';
import type { Deps } from './deps.ts';

export interface ExtrasContext {
  readonly deps: Deps;
  readonly call: Call;
  readonly principal: Principal;
  readonly currency: Currency;
}

export const pricesOf = ({ deps, call, principal, currency }: ExtrasContext, productIds: readonly string[]) =>
  deps.pricing.prices({ productIds, currency, tier: tierOf(principal) }, call);

export const stockOf = ({ deps, call }: ExtrasContext, productIds: readonly string[]) =>
  deps.inventory.availability(productIds, call);

export const ratingsOf = ({ deps, call }: ExtrasContext, productIds: readonly string[]) =>
  deps.reviews.summaries(productIds, call);
