/** Placing an order once, whatever happens to the answer: a double click, a reload, an outage, another tab. */

import type { Attempts } from '../../graphql/attempts.ts';
import type { PageFailure } from '../../graphql/page-failure.ts';
import type { Money } from '../../parts/money/money.ts';

/** Answer of web-bff to one try. */
export interface PlacingAnswer {
  /** Order that was placed, by this try or one before it with the same key. */
  readonly order?: { readonly id: string; readonly total: Money } | undefined;
  /** Codes of refusals, with which nothing was ordered. */
  readonly refusals?: readonly string[];
  readonly failure?: PageFailure | undefined;
}

export type Placing =
  | { readonly kind: 'placed'; readonly id: string; readonly total: Money }
  | { readonly kind: 'refused'; readonly code: string }
  /** Another total than the one that was agreed to; nothing was ordered. */
  | { readonly kind: 'price changed'; readonly total: Money | null }
  /** An earlier try with this key was another request, and has gone through. */
  | { readonly kind: 'placed before' }
  /** No answer that says whether there is an order: the same key finds out. */
  | { readonly kind: 'unknown'; readonly failure: PageFailure };

export interface PlacingOptions {
  /** Name of the attempt: of this person. */
  readonly name: string;
  readonly attempts: Attempts;
  /** Total that was shown; null for an attempt whose answer is still to come, and whose cart may be gone. */
  readonly agreed: Money | null;
  /** Total of the cart as it is now; undefined when nobody can say. */
  readonly readTotal: () => Promise<Money | null | undefined>;
  readonly place: (key: string) => Promise<PlacingAnswer>;
  /** Waits before the next look at what is under way. */
  readonly wait: () => Promise<void>;
}

/** Reasons while something is under way: an earlier try, or a checkout in another window or on another device. */
const underWay: readonly unknown[] = ['IDEMPOTENCY_IN_FLIGHT', 'CHECKOUT_UNDER_WAY'];

/** Most looks at what is still under way. */
const looks = 5;

/** Places the order. Never rejects. */
export async function placeOrder(options: PlacingOptions): Promise<Placing> {
  const { name, attempts, agreed, readTotal, place, wait } = options;
  // An attempt that waits for its answer is finished first: its price was agreed to before.
  if (!attempts.isOpen(name) && agreed) {
    const total = await readTotal();
    const isSame = total?.amount === agreed.amount && total.currency === agreed.currency;
    if (total !== undefined && !isSame) return { kind: 'price changed', total };
  }
  const key = attempts.keyOf(name);
  for (let look = 1; ; look += 1) {
    const { order, refusals: [refusal] = [], failure } = await place(key);
    if (order) {
      attempts.end(name);
      return { kind: 'placed', id: order.id, total: order.total };
    }
    if (refusal !== undefined) {
      attempts.end(name);
      return { kind: 'refused', code: refusal };
    }
    if (failure?.reason === 'IDEMPOTENCY_KEY_REUSED') {
      attempts.end(name);
      return { kind: 'placed before' };
    }
    if (!underWay.includes(failure?.reason) || look === looks)
      return { kind: 'unknown', failure: failure ?? { code: 'UNEXPECTED', requestId: undefined } };
    await wait();
  }
}
