/** Money as partners see it: a decimal string, so that no parser's floating point comes near it. */

import { toDecimal, type Money } from '@frontage/dto-mapping';
import { z } from 'zod';

export const moneySchema = z.object({ amount: z.string(), currency: z.string() });

export const toMoneyView = (value: Money): z.input<typeof moneySchema> => ({
  amount: toDecimal(value),
  currency: value.currency,
});
