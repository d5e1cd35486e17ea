/** Sync: changes of cart, orders and wish list since a token, in one small answer. */

import type { Call } from '@frontage/call';
import { money } from '@frontage/dto-mapping/money';
import { permission } from '@frontage/policy';
import { gather, plan } from '@frontage/resilience';
import { z } from 'zod';
import { customerOf } from '../../customer.ts';
import { defineEndpoint, type Deps } from '../../deps.ts';
import { toOrderSummary } from '../../order-summary.view.ts';
import { tooOld, type TokenKind, type TokenUse, type Tokens } from '../../tokens.ts';
import { changesOfItems, changesOfOrders } from './changes.ts';
import { nothingKnown, readKnown, writeKnown, type Known } from './known.ts';
import { followedOrders, sinceParameter, syncView, toCartItems, toWishes } from './sync.view.ts';

const day = 86_400_000;

/** Token of what the app knows. After a month of absence, everything is asked for anew. */
const syncToken: TokenKind = {
  name: 'sync',
  pointer: '#/query/since',
  maxAgeMs: 30 * day,
  tooOld: { reason: 'SYNC_TOO_OLD', message: 'The token is too old. Start again, with an empty since.' },
};

/** Token as it looks. */
const exampleToken = 'Zm9yX3RoZV9kb2N1bWVudF9hbG9uZV90aGlzX29wZW5zX25vdGhpbmc';

interface SyncContext {
  readonly deps: Deps;
  readonly call: Call;
  readonly customerId: string;
}

/** Parts: a service that fails is left out, and what the app knows of its part stays as it is. */
const parts = plan<SyncContext>()
  .optional('cart', ({ deps, call, customerId }) => deps.customers.cart(customerId, call))
  .optional('orders', ({ deps, call, customerId: id }) =>
    deps.orders.list({ owner: { kind: 'customer', id }, limit: followedOrders }, call),
  )
  .optional('wishlist', ({ deps, call, customerId }) => deps.customers.wishlist(customerId, call));

function knownBy(tokens: Tokens, use: TokenUse, since: string): Known {
  if (since === '') return nothingKnown;
  const known = readKnown(tokens.read(use, since));
  if (!known) throw tooOld(use.kind);
  return known;
}

export const sync = defineEndpoint({
  name: 'sync',
  summary: 'Changes of cart, orders and wish list since the last time',
  description:
    'An app that is opened again sends `next` of the answer before, and gets what has changed since. Parts that have not changed are ' +
    'missing, and so are those in `degraded`, whose changes come the next time. On 410, and when it has lost its data, the app starts ' +
    'again with an empty `since`.',
  method: 'GET',
  path: '/sync',
  // The cart is the most that is asked for: whoever may use one may see their orders and wish list.
  access: permission('cart:use'),
  budget: { ms: 800, calls: 3 },
  input: { query: z.object({ since: sinceParameter }) },
  failures: ['GONE'],
  view: syncView,
  example: () => ({
    parameters: { since: '' },
    answer: {
      cart: { whole: true, changed: [{ id: 'p-002', quantity: 5, at: '2026-11-29T08:15:00.000Z' }] },
      orders: {
        whole: true,
        changed: [
          {
            ...{ id: 'o-5f0c2a9b1d3e4f60', status: 'PAID' as const, at: '2026-11-28T19:40:00.000Z', lines: 2 },
            total: money(12_980, 'EUR'),
          },
        ],
        more: true,
      },
      wishlist: { whole: true, changed: [{ id: 'p-017', at: '2026-11-20T10:00:00.000Z' }] },
      next: exampleToken,
    },
  }),
  handle: async ({ input: { query }, principal, call }, deps) => {
    const use = { kind: syncToken, call };
    const before = knownBy(deps.tokens, use, query.since);
    const found = await gather(parts, { deps, call, customerId: customerOf(principal) });
    const cart = found.cart && changesOfItems(before.cart, toCartItems(found.cart));
    const wishlist = found.wishlist && changesOfItems(before.wishlist, toWishes(found.wishlist));
    const orders =
      found.orders &&
      changesOfOrders(before.orders, found.orders.orders.map(toOrderSummary), found.orders.next !== undefined);
    const known = {
      cart: cart?.known ?? before.cart,
      orders: orders?.known ?? before.orders,
      wishlist: wishlist?.known ?? before.wishlist,
    };
    return {
      cart: cart?.changes,
      orders: orders?.changes,
      wishlist: wishlist?.changes,
      next: deps.tokens.issue(use, writeKnown(known)),
    };
  },
});
