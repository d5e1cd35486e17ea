/** Currency of prices, as a query parameter. */

import { currencies, defaultCurrency } from '@frontage/dto-mapping/money';
import { z } from 'zod';

export const priceCurrency = z
  .enum(currencies)
  .default(defaultCurrency)
  .meta({ description: 'The currency of prices (ISO 4217).' });
