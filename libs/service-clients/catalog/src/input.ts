/**
 * Schemas of the catalog's input, for its contract and for the edge. Bad input refused at the edge is the client's mistake; refused by the
 * service, it would be ours.
 */

import { identifier, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { catalogBounds, searchBounds } from './bounds.ts';

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

/** Words of a list. */
export const searchText = text(200, 'Words that a name, a brand or a summary must contain.');

/** Text of a search with facets. */
export const searchWords = text(searchBounds.text, 'Words to look for, all of them, in any order.');

/** Name or value of an attribute, whole. */
export const attributeName = text(catalogBounds.attributeName, 'Name of an attribute, as products have it.');
export const attributeValue = text(catalogBounds.attributeValue, 'Value of an attribute, as products have it.');

/** Amount in whole minor units. */
export const listAmount = z.int().min(0).max(searchBounds.amount).meta({ description: 'Whole minor units.' });

/** Stars that an average reaches. */
export const minStars = z.int().min(1).max(5).meta({ description: 'Stars that the average is at least.' });
