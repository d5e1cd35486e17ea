/** Cart that a visitor has in the browser, with prices and products as they are now. */

import { productId } from '@frontage/catalog-client/input';
import { cartBounds } from '@frontage/customers-client/bounds';
import { cartQuantity } from '@frontage/customers-client/input';
import { z } from 'zod';
import { readArguments } from '../../input.ts';
import type { QueryResolvers } from '../../schema.types.ts';
import { priced } from './cart.view.ts';

const items = z
  .array(z.object({ productId, quantity: cartQuantity }))
  .max(cartBounds.lines, `must be at most ${cartBounds.lines} products`)
  .refine((lines) => new Set(lines.map((line) => line.productId)).size === lines.length, 'must name each product once');

export const visitorCart: QueryResolvers['visitorCart'] = (_, args, context) =>
  priced(readArguments(z.object({ items }), args).items, context);
