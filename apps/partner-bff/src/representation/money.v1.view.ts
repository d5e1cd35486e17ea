/** Money in version 1: a whole number of minor units. */

import { currencyCode, type Money } from '@frontage/dto-mapping/money';
import { z } from 'zod';

export const moneyV1 = (description: string) =>
  z
    .object({
      amount: z.int().meta({ description: 'In minor units of the currency: cents for EUR, yen for JPY.' }),
      currency: currencyCode,
    })
    .meta({ description });

export const toMoneyV1 = ({ amount, currency }: Money): z.input<ReturnType<typeof moneyV1>> => ({ amount, currency });
