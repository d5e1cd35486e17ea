/** Money for partners: a decimal string, so that no parser rounds it to floating point. */

import { currencyCode, toDecimal, type Money } from '@frontage/dto-mapping/money';
import { z } from 'zod';

export const money = (description: string) =>
  z
    .object({
      amount: z
        .string()
        .max(20)
        .regex(/^-?[0-9]{1,16}(\.[0-9]{2})?$/)
        .meta({ format: 'decimal', description: 'With as many decimals as the currency has.' }),
      currency: currencyCode,
    })
    .meta({ description });

export const toMoneyView = (value: Money): z.input<ReturnType<typeof money>> => ({
  amount: toDecimal(value),
  currency: value.currency,
});
