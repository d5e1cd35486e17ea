/** Link to a price, from the price and from its product. */

import { defaultCurrency } from '@frontage/dto-mapping/money';
import type { Price } from '@frontage/pricing-client';
import type { Link, Linker } from './links.ts';

/** Link to a price in its currency. The default one is left out. */
export const priceLink = (productId: string, { net: { currency } }: Pick<Price, 'net'>, { link }: Linker): Link =>
  link(`/prices/${productId}`, { currency: currency === defaultCurrency ? undefined : currency });
