/** Fetching what surrounds products on a screen: prices, stock, ratings. Three batch calls, however many products. */

import type { Call } from '@frontage/call';
import type { Currency } from '@frontage/dto-mapping';
import { tierOf, type Principal } from '@frontage/policy';
import type { Deps } from './deps.ts';

export interface SurroundingsContext {
  readonly deps: Deps;
  readonly call: Call;
  readonly principal: Principal;
  readonly currency: Currency;
}

export const pricesOf = ({ deps, call, principal, currency }: SurroundingsContext, productIds: readonly string[]) =>
  deps.pricing.prices({ productIds, currency, tier: tierOf(principal) }, call);

export const stockOf = ({ deps, call }: SurroundingsContext, productIds: readonly string[]) =>
  deps.inventory.availability(productIds, call);

export const ratingsOf = ({ deps, call }: SurroundingsContext, productIds: readonly string[]) =>
  deps.reviews.summaries(productIds, call);
