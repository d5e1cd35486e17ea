/** Orders: the customer's own list, one of them, and what may be done with it. */

import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server';
import { orderId } from '@frontage/orders-client/input';
import type { Order, OrderLine } from '@frontage/orders-client';
import { demand } from '@frontage/policy';
import { z } from 'zod';
import { readConnection, readStart, type Connection, type PageArguments } from '../../connection.ts';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { customerOf } from '../../customer.ts';
import { readArguments, requireId } from '../../input.ts';
import { inWave, optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';
import { checkout } from './checkout.ts';

async function orders(
  _: unknown,
  args: PageArguments,
  { deps, principal, call }: WebContext,
): Promise<Connection<Order>> {
  const owner = { kind: 'customer', id: customerOf(principal) } as const;
  return readConnection(readStart(`orders ${owner.id}`, args), async (limit, after) => {
    const page = await inWave(call, () => deps.orders.list({ owner, limit, after }, call));
    return { items: page.orders, next: page.next };
  });
}

/** By its id, whatever others are asked for beside it: in one call. */
async function order(_: unknown, { id }: { id: string }, { loaders, principal }: WebContext): Promise<Order> {
  requireId(orderId, id);
  const found = await loaders.orders.load(id);
  if (!found) throw new Failure('NOT_FOUND', 'There is no such order.');
  demand(principal, 'order:read', found);
  return found;
}

// Whose order it is, the orders service knows: it answers NOT_FOUND to everybody else.
interface Move {
  readonly input: { readonly orderId: string; readonly idempotencyKey: string };
}

const moveArguments = z.object({ input: z.object({ orderId, idempotencyKey }) });

const move =
  (kind: 'pay' | 'cancel') =>
  async (_: unknown, args: Move, { deps, call }: WebContext): Promise<{ readonly order: Order }> => {
    const { orderId: id, idempotencyKey } = readArguments(moveArguments, args).input;
    return { order: await inWave(call, () => deps.orders[kind]({ id, idempotencyKey }, call)) };
  };

export const ordersPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './orders.graphql'),
  resolvers: {
    Query: { orders, order },
    Mutation: { checkout, payOrder: move('pay'), cancelOrder: move('cancel') },
    Order: {
      internalNotes: ({ id }: Order, _: unknown, { deps, call }: WebContext) =>
        inWave(call, () => deps.orders.notes(id, call)),
    },
    OrderLine: {
      product: ({ productId }: OrderLine, _: unknown, { loaders, call }: WebContext) =>
        optional('products', call, () => loaders.products.load(productId)),
    },
    OrderAction: { PAY: 'pay', CANCEL: 'cancel' },
  },
};
