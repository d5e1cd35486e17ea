/** Events of the inventory, and what they invalidate. */

import { z } from 'zod';
import { stockTag } from './inventory.cache.ts';

const productId = z.string().min(1).max(64);

/**
 * Body of `inventory.changed`: the pieces on hand were set, or a product sold out or came back. Other sales are told by the events of orders.
 */
const changed = z.object({ productId, available: z.int().min(0).optional() });

/** Body of `inventory.low`: a product has become low, by a reservation or by a count. */
const low = z.object({ productId, available: z.int().min(0) });

/** Cache tags that each event invalidates, by topic. Throws for a malformed body. */
export const inventoryInvalidations = {
  'inventory.changed': (data: unknown): readonly string[] => [stockTag(changed.parse(data).productId)],
};

/**
 * Product that an `inventory.low` or `inventory.changed` tells of, with the pieces that can still be sold; undefined where the event does not say.
 * Throws for a malformed body.
 */
export const stockOfEvent = (data: unknown): z.output<typeof changed> => changed.parse(data);

/** Product that an `inventory.low` tells of, with the pieces that can still be sold. Throws for a malformed body. */
export const lowStockOfEvent = (data: unknown): z.output<typeof low> => low.parse(data);
