/**
 * Checkouts of a cart: claims on its lines, and what becomes of them. One claim at a time may lead to an order, so that no line is ordered
 * twice. Lines stay in the cart until they are known to be ordered, so that none is lost.
 */

import { checkoutBounds } from '@frontage/customers-client/bounds';
import type { CustomersReason } from '@frontage/customers-client/contract';
import { Failure } from '@frontage/errors';
import type { StoredCheckout, StoredCustomer } from './customer-store.ts';

/** Time after the caller's deadline in which its order may still be kept, in milliseconds. */
const graceMs = 5_000;
/** Time that a caller takes who does not say for how long it waits, in milliseconds. */
const defaultBudgetMs = 30_000;

type Cart = StoredCustomer['cart'];

export interface Claim {
  readonly key: string;
  readonly at: Date;
  /** Time for which the caller waits, in milliseconds. */
  readonly budgetMs: number | undefined;
}

/**
 * Claims what is in a cart. The same key claims what it did before, until its caller has no time left; a stale claim, and a settled one, is
 * what is claimed in place of a new one.
 */
export function claimedCart(
  { cart, checkouts }: StoredCustomer,
  { key, at, budgetMs = defaultBudgetMs }: Claim,
): { readonly claimed: StoredCheckout; readonly checkouts: readonly StoredCheckout[] } {
  const claimedAt = at.toISOString();
  const until = new Date(at.getTime() + budgetMs + graceMs).toISOString();
  const oldest = new Date(at.getTime() - checkoutBounds.keptMs).toISOString();
  const kept = checkouts.filter((each) => each.claimedAt > oldest);

  const own = kept.find((each) => each.key === key);
  if (own?.isSettled) return { claimed: own, checkouts: kept };
  const first = own ?? kept.find((each) => isInTheWay(each, cart));
  if (first && first.until < claimedAt) return { claimed: first, checkouts: kept };
  if (own) {
    const renewed = { ...own, claimedAt, until };
    return { claimed: renewed, checkouts: kept.map((each) => (each === own ? renewed : each)) };
  }
  if (first) refuseUntil(first.until, at);
  const items = cart.map(({ productId, quantity, addedAt }) => ({ productId, quantity, addedAt }));
  const claimed = { key, claimedAt, until, items, isSettled: false };
  // An empty cart leaves no order, and no claim to remember.
  if (items.length === 0) return { claimed, checkouts: kept };
  // Forgetting one early would let its repetition take out a second time.
  if (kept.length >= checkoutBounds.kept) refuse('TOO_MANY_CHECKOUTS', 'These are too many checkouts for one day.');
  return { claimed, checkouts: [...kept, claimed] };
}

/**
 * Takes out of a cart what was ordered under a key, once. Lines that have grown keep the difference; a product that was taken out and added
 * again is another line, and stays.
 */
export function settledCart(
  { cart, checkouts }: StoredCustomer,
  key: string,
  ordered: ReadonlyMap<string, number>,
): { readonly cart: Cart; readonly checkouts: readonly StoredCheckout[] } {
  const claim = checkouts.find((each) => each.key === key);
  if (!claim) return { cart, checkouts };
  const rest = cart.map((line) =>
    isLineOf(claim, line) ? { ...line, quantity: line.quantity - (ordered.get(line.productId) ?? 0) } : line,
  );
  return {
    cart: rest.filter(({ quantity }) => quantity > 0),
    checkouts: checkouts.map((each) => (each === claim ? { ...claim, items: [], isSettled: true } : each)),
  };
}

/** Checkouts without one under which nothing was ordered, unless it was claimed anew since. */
export const releasedCheckout = (
  checkouts: readonly StoredCheckout[],
  key: string,
  claimedAt: string,
): readonly StoredCheckout[] =>
  checkouts.filter((each) => each.key !== key || each.isSettled || each.claimedAt > claimedAt);

/** Asks whether a claim may still take out something that is in the cart. */
const isInTheWay = (checkout: StoredCheckout, cart: Cart): boolean =>
  !checkout.isSettled && cart.some((line) => isLineOf(checkout, line));

const isLineOf = ({ items }: StoredCheckout, { productId, addedAt }: Cart[number]): boolean =>
  items.some((item) => item.productId === productId && item.addedAt === addedAt);

function refuseUntil(until: string, at: Date): never {
  const reason: CustomersReason = 'CHECKOUT_UNDER_WAY';
  const retryAfterMs = Math.max(1, Date.parse(until) - at.getTime());
  throw new Failure('CONFLICT', 'Another checkout of this cart is under way.', { reason, retryAfterMs });
}

function refuse(reason: CustomersReason, message: string): never {
  throw new Failure('UNPROCESSABLE', message, { reason });
}
