/**
 * What the catalog demands of what callers bring, for its contract and for whoever takes it from a client: checked at the edge, it is
 * the client's mistake; refused by the service, it would be ours.
 */

import { identifier, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';

/** The id of something new. */
export const newId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and dashes')
  .meta({ maxLength: 64 });

/** The id of a product to be read: more than what new ones may have, as ids of other systems are kept as they are. */
export const productId = identifier('The product.', 'is not the id of a product');

/** The id of a category. */
export const categoryId = newId.meta({ maxLength: 64, description: 'The category.' });

/** Words to look for. */
export const searchText = text(200, 'Words that a name, a brand or a summary must contain.');
