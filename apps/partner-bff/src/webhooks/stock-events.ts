/** Events of stock, as partners receive them. */

import { count, identifier } from '@frontage/dto-mapping/fields';
import { lowStockOfEvent } from '@frontage/inventory-client';
import { readBody, type Message } from '@frontage/messaging';
import { toPayload, type WebhookEvent } from '@frontage/webhooks';
import { z } from 'zod';
import type { Linker } from '../representation/links.ts';

/** Topics that become events of partners. */
export const stockTopics = ['inventory.low'] as const;

/** Data of `inventory.low`, without its links. */
export const lowStockData = z.object({
  product: identifier('The product.'),
  available: count('Pieces that can still be sold, in all warehouses.'),
});

/**
 * Makes the events of a message about stock. Stock is nobody's own: each of these partners has an event of its own, under an id that the
 * message gives it, so that a repetition is recognised. Test orders take no stock, so that all of it is of live mode.
 *
 * Throws UnprocessableMessage for a malformed body.
 */
export function toStockEvents(
  message: Message,
  partnerIds: readonly string[],
  { link }: Linker,
): readonly WebhookEvent[] {
  const { id, at } = message;
  const { productId, available } = readBody(message, lowStockOfEvent);
  const data: z.input<typeof lowStockData> = { product: productId, available };
  const { href } = link(`/inventory-levels/${productId}`);
  const event = { type: 'inventory.low', at, mode: 'live' } as const;
  const body = toPayload({ ...event, data, href });
  return partnerIds.map((partnerId) => ({ ...event, id: `${id}-${partnerId}`, partnerId, body }));
}
