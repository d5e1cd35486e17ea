/** Regions in which a price list holds. */

import type { Currency } from '@frontage/dto-mapping/money';

export const regions = ['EU', 'UK', 'CH', 'US', 'JP'] as const;
export type Region = (typeof regions)[number];

const byCurrency: Readonly<Record<Currency, Region>> = {
  EUR: 'EU',
  SEK: 'EU',
  PLN: 'EU',
  GBP: 'UK',
  CHF: 'CH',
  USD: 'US',
  JPY: 'JP',
};

/** Region whose prices are in this currency. */
export const regionOf = (currency: Currency): Region => byCurrency[currency];
