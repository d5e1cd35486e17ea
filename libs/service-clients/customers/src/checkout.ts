/**
 * Checkout: what is in a cart becomes an order, once, however many devices check out and whichever process dies on the way. The cart is
 * claimed, ordered, and rid of what was ordered; a claim of which nobody knows what came is ended by asking for its order.
 */

import type { Call } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import type { CartClaim, CustomersClient, OrderedLine } from './customers.client.ts';

/** Order, as far as a checkout looks into it. */
interface Ordered {
  readonly status: string;
  readonly lines: readonly OrderedLine[];
  readonly total: { readonly currency: string };
}

export interface CheckoutOptions<Order extends Ordered> {
  readonly customerId: string;
  /** Idempotency-Key of the client: the identity of the checkout, here and at the orders service. */
  readonly key: string;
  /** Currency of the order. */
  readonly currency: Order['total']['currency'];
  readonly customers: Pick<CustomersClient, 'claimCart' | 'settleCheckout' | 'releaseCheckout'>;
  /** Places an order for these lines under the key. Rejects with CONFLICT or UNPROCESSABLE when it is refused. */
  readonly place: (lines: readonly OrderedLine[]) => Promise<Order>;
  /** Finds the order that was placed under a key. */
  readonly placedWith: (key: string) => Promise<Order | undefined>;
}

/** Reason of orders while an earlier try under this key is under way: nothing is known yet. */
const inFlightReason = 'IDEMPOTENCY_IN_FLIGHT';
/** Reason of orders for a key that came with another request before. */
const reusedReason = 'IDEMPOTENCY_KEY_REUSED';

/**
 * Orders what is in the cart. A repetition gives the order of the first time, whatever is in the cart then. Undefined when there is nothing to
 * order. CONFLICT reason CHECKOUT_UNDER_WAY while another checkout has claimed the cart; UNPROCESSABLE reason IDEMPOTENCY_KEY_REUSED when the
 * first time was in another currency. The order stands when the cart cannot be rid of it: the ledger names `cart`, and the next checkout takes
 * it out first. `inStep` runs each call to a service, one after the other. Default: as it is.
 */
export async function checkOut<Order extends Ordered>(
  { customerId, key, currency, customers, place, placedWith }: CheckoutOptions<Order>,
  call: Call,
  inStep: <T>(step: () => Promise<T>) => Promise<T> = (step) => step(),
): Promise<Order | undefined> {
  /** Ends a claim, by what came of it. */
  const end = async ({ key, claimedAt }: CartClaim): Promise<Order | undefined> => {
    const order = await inStep(() => placedWith(key));
    if (order === undefined) await inStep(() => customers.releaseCheckout({ customerId, key, claimedAt }, call));
    else await settle(key, order);
    return order;
  };
  const settle = (key: string, { status, lines }: Order): Promise<unknown> => {
    // Lines of an order that was cancelled before they were out of the cart are still wanted there.
    const ordered = status === 'CANCELLED' ? [] : lines;
    return inStep(() => customers.settleCheckout({ customerId, key, ordered }, call));
  };
  /** Order of the first time. Another currency makes it another request. */
  const again = (order: Order | undefined): Order | undefined => {
    if (order === undefined) return undefined;
    if (order.total.currency === currency) {
      call.ledger.replays += 1;
      return order;
    }
    throw new Failure('UNPROCESSABLE', 'This Idempotency-Key was used in another currency.', { reason: reusedReason });
  };

  const claimCart = () => inStep(() => customers.claimCart({ customerId, key }, call));

  let claim = await claimCart();
  if (claim.state === 'stale') {
    const order = await end(claim);
    if (order !== undefined && claim.key === key) return again(order);
    claim = await claimCart();
    // Another process was quicker, and has died again.
    if (claim.state === 'stale')
      throw new Failure('CONFLICT', 'The cart is in use.', { reason: 'CHECKOUT_UNDER_WAY', retryAfterMs: 1_000 });
  }
  // An empty cart, or a repetition after an answer that was lost.
  if (claim.items.length === 0) return again(await inStep(() => placedWith(key)));

  let order: Order;
  try {
    order = await inStep(() => place(claim.items));
  } catch (error) {
    // A refused claim would be in the way of the next checkout until it is stale. No more than that, if it cannot be ended.
    if (isRefusal(error)) await end(claim).catch(() => undefined);
    throw error;
  }
  await settle(key, order).catch((error: unknown) => call.ledger.degrade('cart', error));
  return order;
}

/**
 * Asks whether orders refused for good: then there is an order under the key, which another request placed, or there will never be one. After any
 * other failure there may be one, now or soon.
 */
const isRefusal = (error: unknown): boolean =>
  isFailure(error) && (error.code === 'CONFLICT' || error.code === 'UNPROCESSABLE') && error.reason !== inFlightReason;
