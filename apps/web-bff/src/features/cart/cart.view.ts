/** Cart in GraphQL: the items of the customers service, with their current prices. */

import type { Cart, CartItem } from '@frontage/customers-client';
import type { Currency, Money } from '@frontage/dto-mapping/money';
import { tierOf } from '@frontage/policy';
import type { Quote } from '@frontage/pricing-client';
import { oncePer } from '../../batch-loader.ts';
import type { WebContext } from '../../context.ts';
import { customerOf } from '../../customer.ts';
import { entityId } from '../../entity-id.ts';
import { inWave, optional } from '../../degradation.ts';

type Terms = { readonly currency: Currency };
type Priced = (terms: Terms) => Promise<Money | undefined>;

export interface CartView extends Cart {
  /** Id of the customer's one cart. */
  readonly id: string;
  readonly items: readonly CartItemView[];
  readonly total: Priced;
}

export type CartItemView = CartItem & PricedItem;

/** Prices of an item, asked for by the fields of it. */
interface PricedItem {
  readonly unit: Priced;
  readonly total: Priced;
}

/** Cart that a visitor has in the browser. */
export interface VisitorCartView {
  readonly items: readonly VisitorCartItemView[];
  readonly total: Priced;
}

export type VisitorCartItemView = Wanted & PricedItem;

type Wanted = Pick<CartItem, 'productId' | 'quantity'>;

/** Reads the cart of the customer who asks. */
export async function readCart(context: WebContext): Promise<CartView> {
  const { deps, principal, call } = context;
  return toCartView(await inWave(call, () => deps.customers.cart(customerOf(principal), call)), context);
}

/** View of a customer's cart. */
export const toCartView = (cart: Cart, context: WebContext): CartView => ({
  ...cart,
  id: entityId('cart', customerOf(context.principal)),
  ...priced(cart.items, context),
});

/** Items with their prices. One quote per currency prices all of them, whichever of their fields ask. */
export function priced<Item extends Wanted>(
  items: readonly Item[],
  { deps, principal, call }: WebContext,
): { readonly items: readonly (Item & PricedItem)[]; readonly total: Priced } {
  const quoteIn = oncePer((currency: Currency): Promise<Quote | undefined> =>
    items.length === 0
      ? Promise.resolve(undefined)
      : optional('prices', call, () =>
          inWave(call, () => deps.pricing.quote({ lines: items, currency, tier: tierOf(principal) }, call)),
        ),
  );
  const lineOf = async (productId: string, { currency }: Terms) =>
    (await quoteIn(currency))?.lines.find((line) => line.productId === productId);
  return {
    items: items.map((item) => ({
      ...item,
      unit: async (terms: Terms) => (await lineOf(item.productId, terms))?.unit,
      total: async (terms: Terms) => (await lineOf(item.productId, terms))?.total,
    })),
    total: async ({ currency }) => (await quoteIn(currency))?.total,
  };
}
