/**
 * Schemas of the catalog's input, for its contract and for the edge. Bad input refused at the edge is the client's mistake; refused by the
 * service, it would be ours.
 */

import { identifier, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { catalogBounds } from './bounds.ts';

/** Id of a new item. */
export const newId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and dashes')
  .meta({ maxLength: 64 });

/** Id of a product to be read. Wider than `newId`, as ids of other systems are kept as they are. */
export const productId = identifier('The product.', 'is not the id of a product');

/** Id of a category. */
export const categoryId = newId.meta({ maxLength: 64, description: 'The category.' });

/** Name of a brand, whole. */
export const brandName = text(catalogBounds.brand, 'The name of a brand, whole, in any case.');

/** Words of a search. */
export const searchText = text(200, 'Words that a name, a brand or a summary must contain.');
