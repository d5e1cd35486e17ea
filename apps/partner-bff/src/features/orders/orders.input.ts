/** Input of the endpoints of orders. */

import { productId } from '@frontage/catalog-client/input';
import { currencies, defaultCurrency, type Currency } from '@frontage/dto-mapping/money';
import { orderBounds } from '@frontage/orders-client/bounds';
import { z } from 'zod';

/** New order, after the checks. */
export interface NewOrder {
  readonly currency: Currency;
  readonly lines: readonly { readonly product: string; readonly quantity: number }[];
}

/** Schema of a new order. Members that it does not name are refused, or, in versions that always did so, ignored. */
export const newOrderWith = (others: 'refused' | 'ignored'): z.ZodType<NewOrder> => {
  const object = others === 'refused' ? z.strictObject : z.object;
  const newLine = object({
    product: productId,
    quantity: z.int().min(1).max(orderBounds.quantity).meta({ description: 'Pieces.' }),
  }).meta({ description: 'Pieces of one product.' });
  return object({
    currency: z.enum(currencies).default(defaultCurrency).meta({ description: 'The currency to pay in (ISO 4217).' }),
    lines: z
      .array(newLine)
      .min(1)
      .max(orderBounds.lines)
      .refine(
        (lines) => new Set(lines.map(({ product }) => product)).size === lines.length,
        'must name each product once',
      )
      .meta({ description: 'Lines, each product once.' }),
  });
};
