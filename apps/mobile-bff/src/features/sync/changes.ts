/** Changes between what the app knows and what there is. */

import { unlessEmpty } from '../../absence.ts';
import { condensed, knowing, digestOfOrder, type Known, type KnownItems } from './known.ts';

interface Identified {
  readonly id: string;
}

/** Changes of one part, and what the app knows after them. */
export interface Difference<Changes, Knowledge> {
  /** Undefined when nothing has changed. */
  readonly changes: Changes | undefined;
  readonly known: Knowledge;
}

interface Changes<Item> {
  whole?: true;
  changed?: Item[] | undefined;
  removed?: string[] | undefined;
}

/** Changes of items. They are whole for an app that knows nothing, and where only a hash of them is known, which has changed. */
export function changesOfItems<Item extends Identified>(
  before: KnownItems | null,
  items: readonly Item[],
): Difference<Changes<Item>, KnownItems> {
  const known = knowing(items);
  if (before !== null && condensed(before) === condensed(known)) return { changes: undefined, known };
  if (before === null || typeof before === 'string')
    return { changes: { whole: true, changed: unlessEmpty(items) }, known };
  const digests = new Map(before);
  const ids = new Set(items.map(({ id }) => id));
  return {
    changes: {
      changed: unlessEmpty(items.filter((_, index) => digests.get(known[index]![0]) !== known[index]![1])),
      removed: unlessEmpty(before.map(([id]) => id).filter((id) => !ids.has(id))),
    },
    known,
  };
}

interface OrderChanges<Order> {
  whole?: true;
  changed?: Order[] | undefined;
  more?: true;
}

/**
 * Changes of the newest orders. They are whole when the app may lack some in between: nothing of what it knows is among them; or when orders
 * have gone, which their service does not promise never to do.
 */
export function changesOfOrders<Order extends object>(
  before: Known['orders'],
  orders: readonly Order[],
  hasMore: boolean,
): Difference<OrderChanges<Order>, readonly string[]> {
  const known = orders.map(digestOfOrder);
  const digests = new Set(before);
  const changed = orders.filter((_, index) => !digests.has(known[index]!));
  const areGone = before !== null && !hasMore && before.length > orders.length;
  const isGap = hasMore && changed.length === orders.length;
  if (before === null || areGone || isGap)
    return { changes: { whole: true, changed: unlessEmpty(orders), ...(hasMore && { more: true }) }, known };
  return { changes: changed.length === 0 ? undefined : { changed }, known };
}
