/**
 * What the catalog demands of what callers bring, for its contract and for whoever takes it from a client: checked at the edge, it is
 * the client's mistake; refused by the service, it would be ours.
 */

import { z } from 'zod';

/** The id of something new. */
export const newId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and dashes');

/** The id of a product to be read: more than what new ones may have, as ids of other systems are kept as they are. */
export const productId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/, 'is not the id of a product');

/** The id of a category. */
export const categoryId = newId;

/** Words to look for. */
export const searchText = z.string().max(200);
