/** Sentences of the checkout. */

import { formatMoney, type Money } from '../../parts/money/money.ts';

const refusals: Readonly<Record<string, string>> = {
  CART_EMPTY: 'Your cart is empty: maybe you ordered in another window.',
  OUT_OF_STOCK: 'The stock has changed: some lines cannot be delivered as they are. Change them, and order the rest.',
  PRICE_UNKNOWN: 'A product has no price right now. Take it out, and order the rest.',
};

/** Sentence for a refused order, by the code of the refusal. */
export const refusalSentence = (code: string): string => refusals[code] ?? 'This cannot be ordered as it is.';

/** Sentence about a total that is another than the one that was shown. */
export const priceSentence = (shown: Money, now: Money | null): string =>
  now
    ? `Prices have changed: the total is ${formatMoney(now)} now, and was ${formatMoney(shown)}. Have a look, then order.`
    : 'Your cart has changed in another window. Have a look, then order.';
